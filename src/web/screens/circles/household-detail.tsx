import { Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HouseholdPage } from '#identify/households/api';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useNote } from '../../components/use-note.tsx';
import { CustomerSelect } from '../clients/customer-select.tsx';
import { useHousehold, useSayHousehold } from './circles.data.ts';
import classes from './circles.module.css';
import { useMemberName } from './use-member-name.ts';

type DetailProps = {
  customerId: number;
  /** Whoever the drawer was opened by has left: somebody who still lives here. */
  onMoved: (customerId: number) => void;
};

/** Who lives together, what each bought, what was said by hand; somebody put in or out at once, and taken back. */
export function HouseholdDetail({ customerId, onMoved }: DetailProps) {
  const { t } = useTranslation('circles');
  const may = useMay()('customers:write');
  const format = useFormat();
  const household = useHousehold(customerId);
  const say = useSaying();
  if (household.error) return <ProblemNote thrown={household.error} again={() => void household.refetch()} />;
  if (!household.data) return <Skeleton height={240} radius="sm" />;
  const home = household.data;
  const partWith = (leaving: number) => {
    const stays = home.members.find((one) => one.customerId !== leaving);
    void say.by({ customerId: leaving, withCustomerId: null }).then((done) => {
      if (done && leaving === customerId && stays) onMoved(stays.customerId);
    });
  };
  return (
    <div className={classes.detail}>
      <Members home={home} onPart={may ? partWith : undefined} busy={say.isPending} />
      {home.currency === '' ? null : (
        <p className={classes.total}>
          <span>{t('households.together')}</span>
          <span className="figures">{format.money(home.netSales, home.currency)}</span>
        </p>
      )}
      {say.error ? <ProblemNote thrown={say.error} /> : null}
      {may ? (
        <CustomerSelect
          label={t('households.add')}
          placeholder={t('households.search')}
          value={undefined}
          onChange={(id) =>
            id === undefined
              ? undefined
              : void say.by({ customerId: id, withCustomerId: home.members[0]?.customerId ?? customerId })
          }
        />
      ) : null}
      <Decisions decisions={home.decisions} onUndo={may ? (undo) => void say.by({ undo }) : undefined} />
    </div>
  );
}

/** Says something of a household; a note offers to take it back. */
function useSaying() {
  const { t } = useTranslation('circles');
  const note = useNote();
  const say = useSayHousehold();
  const by = async (said: Parameters<typeof say.mutateAsync>[0]): Promise<boolean> => {
    const home = await say.mutateAsync(said).catch(() => undefined);
    if (home === undefined) return false;
    const decision = 'undo' in said ? undefined : home.decisions[0];
    if (decision === undefined) note(t('households.undone'));
    else
      note(t('households.said'), {
        words: t('households.undo'),
        take: () => void by({ undo: decision.decisionId }),
      });
    return true;
  };
  return { by, error: say.error, isPending: say.isPending };
}

function Members(props: {
  home: HouseholdPage;
  onPart: ((customerId: number) => void) | undefined;
  busy: boolean;
}) {
  const { t } = useTranslation('circles');
  const format = useFormat();
  const nameOf = useMemberName();
  const { members, currency } = props.home;
  return (
    <ul className={classes.people}>
      {members.map((member) => (
        <li key={member.customerId}>
          <div className={classes.who}>
            <Link to="/clients/$id" params={{ id: String(member.customerId) }} search={{}} className="link">
              {nameOf(member)}
            </Link>
            <span className="soft small">
              {[member.street, member.postcode, member.city].filter(Boolean).join(' ')}
            </span>
          </div>
          {currency === '' ? null : (
            <span className="figures">{format.money(member.netSales, currency)}</span>
          )}
          {props.onPart && members.length > 1 ? (
            <Button
              variant="default"
              size="compact-xs"
              disabled={props.busy}
              aria-label={t('households.partNamed', { name: nameOf(member) })}
              onClick={() => props.onPart?.(member.customerId)}
            >
              {t('households.part')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Decisions(props: {
  decisions: HouseholdPage['decisions'];
  onUndo: ((decisionId: number) => void) | undefined;
}) {
  const { t } = useTranslation('circles');
  const format = useFormat();
  const nameOf = useMemberName();
  const standing = props.decisions.filter(({ undoneAt }) => undoneAt === null);
  if (standing.length === 0) return <p className="soft small">{t('households.byAddress')}</p>;
  return (
    <Section title={t('households.byHand')}>
      <ul className={classes.people}>
        {standing.map(({ decisionId, customer, withCustomer, decidedBy, decidedAt, note }) => (
          <li key={decisionId}>
            <div className={classes.who}>
              <span>
                {withCustomer === null
                  ? t('households.saidAlone', { who: nameOf(customer) })
                  : t('households.saidWith', { who: nameOf(customer), other: nameOf(withCustomer) })}
              </span>
              <span className="soft small">
                {[decidedBy, format.relative(decidedAt), note].filter(Boolean).join(' · ')}
              </span>
            </div>
            {props.onUndo ? (
              <Button variant="default" size="compact-xs" onClick={() => props.onUndo?.(decisionId)}>
                {t('households.undo')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
