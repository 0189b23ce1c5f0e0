import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PairReply } from '#identify/review/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Status } from '../../components/status.tsx';
import { useFormat } from '../../data/use-format.ts';
import { nameOfPair, type Pair, usePair } from './duplicates.data.ts';
import classes from './duplicates.module.css';
import { PairFields } from './pair-fields.tsx';
import type { Deciding, Verdict } from './use-deciding.ts';

type PairViewProps = {
  pair: Pair;
  /** Where it stands among those that wait, in words. */
  place: string;
  deciding: Deciding;
  onNext: () => void;
  onPrevious: () => void;
};

/** Two records side by side with what each field weighs, and the buttons (and keys) to decide. */
export function PairView(props: PairViewProps) {
  const { t } = useTranslation('duplicates');
  const pair = usePair(props.pair);
  const { deciding } = props;
  return (
    <section className={classes.pair} aria-label={t('pair', { name: nameOfPair(props.pair) })}>
      <div className={classes.walk}>
        <ActionIcon variant="default" aria-label={t('previous')} onClick={props.onPrevious}>
          <IconChevronLeft size={18} stroke={1.5} />
        </ActionIcon>
        {props.place}
        <ActionIcon variant="default" aria-label={t('next')} onClick={props.onNext}>
          <IconChevronRight size={18} stroke={1.5} />
        </ActionIcon>
      </div>
      {deciding.thrown ? <ProblemNote thrown={deciding.thrown} /> : null}
      {pair.error ? <ProblemNote thrown={pair.error} again={() => void pair.refetch()} /> : null}
      {pair.data ? <Headline pair={pair.data} /> : <p className={classes.headline}>{'\u00a0'}</p>}
      {deciding.may ? <Verdicts {...deciding} /> : null}
      {pair.data ? (
        <>
          <PairFields pair={pair.data} />
          <Context pair={pair.data} />
        </>
      ) : null}
    </section>
  );
}

function Verdicts({ acts, busy }: { acts: Record<Verdict | 'undo', () => void>; busy: boolean }) {
  const { t } = useTranslation('duplicates');
  const keys = { same: 'M', different: 'D', unsure: 'P', undo: 'Z' } as const;
  const button = (act: Verdict | 'undo', variant: string) => (
    <Button
      key={act}
      variant={variant}
      disabled={busy}
      onClick={acts[act]}
      rightSection={<kbd>{keys[act]}</kbd>}
    >
      {t(`verdicts.${act}`)}
    </Button>
  );
  return (
    <div className={classes.verdicts}>
      {button('same', 'filled')}
      {button('different', 'default')}
      {button('unsure', 'default')}
      {button('undo', 'subtle')}
    </div>
  );
}

/** What is thought of the pair, in one line. */
function Headline({ pair }: { pair: PairReply }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const { explanation, verdict } = pair;
  return (
    <p className={classes.headline}>
      {explanation ? t('likely', { share: format.percent(explanation.probability, 1) }) : t('notWeighed')}
      {verdict ? (
        <span className="soft">
          {' '}
          · {t(`said.${verdict.verdict}`, { by: verdict.act.by, when: format.relative(verdict.act.at) })}
        </span>
      ) : null}
    </p>
  );
}

/** Whose records these are now, and what they did. */
function Context({ pair }: { pair: PairReply }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const joined = pair.customers[0].customerId === pair.customers[1].customerId;
  return (
    <div className={classes.sides}>
      {pair.sides.map((side, place) => {
        const customer = pair.customers[place === 0 ? 0 : 1];
        return (
          <dl key={side.personId} className={classes.context}>
            <dt>{t('record', { letter: place === 0 ? 'A' : 'B' })}</dt>
            <dd>
              {side.source.name} <code className="small">{side.sourceKey}</code>
            </dd>
            <dt>{t('customer')}</dt>
            <dd>
              <Link to="/clients/$id" params={{ id: String(side.customerId) }} search={{}} className="link">
                {t('customerOf', { count: customer.persons.length })}
              </Link>
              {joined ? <Status tone="good">{t('joined')}</Status> : null}
            </dd>
            <dt>{t('bought')}</dt>
            <dd>
              {customer.orders === 0
                ? t('nothingBought')
                : t('orders', {
                    count: customer.orders,
                    shown: format.number(customer.orders),
                    sales: format.money(customer.netSales, customer.currency),
                    when: customer.lastOrderAt === null ? '' : format.date(customer.lastOrderAt),
                  })}
            </dd>
          </dl>
        );
      })}
    </div>
  );
}
