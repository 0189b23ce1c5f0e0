import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PotentialOverview } from '#differentiate/potential/api';
import { Empty } from '../../components/empty.tsx';
import { Figure, Figures } from '../../components/figure.tsx';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { ValueTabs } from '../value/value-tabs.tsx';
import { PotentialCells } from './potential-cells.tsx';
import { PotentialSettingsForm } from './potential-settings-form.tsx';
import { usePotential } from './potential.data.ts';

/** What customers could spend, who says so, and how well customers alike tell it. */
export function PotentialScreen() {
  const { t } = useTranslation('potential');
  const format = useFormat();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const potential = usePotential();
  const { data } = potential;
  return (
    <Page
      above={<ValueTabs />}
      reading={potential.isPending}
      title={t('title')}
      sentence={t('sentence')}
      scope={data ? t('scope', { date: format.date(data.asOf), currency: data.currency }) : undefined}
      action={
        data && may('value:write') ? (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('change')}
          </Button>
        ) : undefined
      }
    >
      {potential.error ? (
        <ProblemNote thrown={potential.error} again={() => void potential.refetch()} />
      ) : null}
      {data === null ? <Empty title={t('none')} detail={t('noneHint')} /> : null}
      {data ? (
        <>
          <Bases potential={data} />
          <Likeness potential={data} />
          {data.cells.length > 0 ? <PotentialCells potential={data} /> : null}
          <SideDrawer title={t('change')} opened={isOpen} onClose={() => setOpen(false)}>
            <PotentialSettingsForm potential={data} onAsked={() => setOpen(false)} />
          </SideDrawer>
        </>
      ) : null}
    </Page>
  );
}

function Bases({ potential }: { potential: PotentialOverview }) {
  const { t } = useTranslation('potential');
  const format = useFormat();
  const money = (room: number | null) =>
    room === null ? t('unknown') : format.money(Math.round(room), potential.currency, { cents: false });
  return (
    <Figures>
      {potential.bases.map((one) => (
        <Figure
          key={one.basis}
          label={one.label[format.language]}
          value={t('people', { count: one.customers, shown: format.number(one.customers) })}
          period={one.basis === '' ? '' : t('roomOf', { room: money(one.room) })}
          definition={t(`means.${one.basis === '' ? 'nobody' : (one.basis as 'declared' | 'look-alikes')}`)}
        />
      ))}
    </Figures>
  );
}

function Likeness({ potential }: { potential: PotentialOverview }) {
  const { t } = useTranslation('potential');
  const format = useFormat();
  const { likeness, refusal, traits } = potential;
  const named = (names: readonly string[]) =>
    new Intl.ListFormat(format.language).format(
      names.map(
        (name) => traits.find((one) => one.name === name)?.label[format.language].toLowerCase() ?? name,
      ),
    );
  const { gain, gainError, customers, covered, rankCorrelation } = likeness?.judged ?? {
    ...{ gain: 0, gainError: 0, customers: 0, covered: 0, rankCorrelation: null },
  };
  return (
    <Section title={t('likeness')}>
      {refusal ? <p>{t('tooFew', { message: refusal.message })}</p> : null}
      {likeness && likeness.traits.length > 0 ? (
        <p>
          {t('told', {
            ...{ traits: named(likeness.traits), gain: format.percent(gain, 1) },
            ...{
              low: format.percent(gain - 1.96 * gainError, 1),
              high: format.percent(gain + 1.96 * gainError, 1),
            },
          })}
        </p>
      ) : null}
      {likeness && likeness.traits.length === 0 ? <p>{t('notTold')}</p> : null}
      {likeness ? (
        <p className="soft small">
          {t('judged', {
            ...{ shown: format.number(customers), of: format.number(likeness.customers) },
            ...{ covered: format.percent(covered, 0), share: format.percent(potential.settings.share, 0) },
          })}{' '}
          {rankCorrelation === null ? '' : t('ranked', { value: format.number(rankCorrelation, 2) })}
        </p>
      ) : null}
    </Section>
  );
}
