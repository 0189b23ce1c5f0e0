import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ValueOverview } from '#differentiate/value/api';
import { Empty } from '../../components/empty.tsx';
import { Figure, Figures } from '../../components/figure.tsx';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { AbcTable } from './abc-table.tsx';
import { Behaviours } from './behaviours.tsx';
import { Concentration } from './concentration.tsx';
import { RfmGrid } from './rfm-grid.tsx';
import { useRefreshValue, useValueOverview } from './value.data.ts';
import classes from './value.module.css';
import { ValuePyramid } from './value-pyramid.tsx';
import { ValueTabs } from './value-tabs.tsx';

/** What the base is worth: pyramid, behaviours, concentration. */
export function ValueScreen() {
  const { t } = useTranslation('value');
  const may = useMay();
  const format = useFormat();
  const value = useValueOverview();
  const refresh = useRefreshValue();
  const button = may('value:write') ? (
    <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate()}>
      {t('refresh')}
    </Button>
  ) : null;
  const thrown = value.error ?? refresh.error;
  return (
    <Page
      above={<ValueTabs />}
      reading={value.isPending}
      title={t('title')}
      sentence={t('sentence')}
      scope={
        value.data
          ? t('scope', { date: format.date(value.data.asOf), currency: value.data.currency })
          : undefined
      }
      action={button}
    >
      {thrown ? <ProblemNote thrown={thrown} again={() => void value.refetch()} /> : null}
      {value.data === null ? <Empty title={t('none')} detail={t('noneHint')} action={button} /> : null}
      {value.data ? <Overview overview={value.data} /> : null}
    </Page>
  );
}

function Overview(props: { overview: ValueOverview }) {
  const { t } = useTranslation('value');
  const { overview } = props;
  return (
    <>
      <ValueFigures overview={overview} />
      <Section title={t('pyramid')}>
        <ValuePyramid steps={overview.pyramid} currency={overview.currency} />
      </Section>
      <Section title={t('abc')}>
        <AbcTable overview={overview} />
      </Section>
      <div className={classes.halves}>
        <Section title={t('grid')}>
          <p className="soft small">{t('gridHint')}</p>
          {overview.cuts ? <RfmGrid cells={overview.cells} cuts={overview.cuts} /> : null}
        </Section>
        <Section title={t('concentrationTitle')}>
          <Concentration overview={overview} />
        </Section>
      </div>
      <Section title={t('behaviour')}>
        <p className="soft small">{t('behaviourHint')}</p>
        <Behaviours overview={overview} />
      </Section>
    </>
  );
}

function ValueFigures(props: { overview: ValueOverview }) {
  const { t } = useTranslation('value');
  const format = useFormat();
  const { overview } = props;
  const { currency, marginKnown } = overview;
  const average = Number(overview.netSales12Months) / Math.max(1, overview.customers);
  const tenth = overview.concentration.find((one) => Math.abs(one.topShare - 0.1) < 1e-6);
  return (
    <Figures>
      <Figure
        label={t('customers')}
        value={format.number(overview.customers)}
        definition={t('customersMeans')}
      />
      <Figure
        label={t('net12')}
        value={format.money(overview.netSales12Months, currency, { cents: false })}
        definition={t('net12Means')}
      />
      <Figure label={t('average')} value={format.money(average, currency)} definition={t('averageMeans')} />
      {tenth ? (
        <Figure label={t('top')} value={format.percent(tenth.netShare)} definition={t('topMeans')} />
      ) : null}
      <Figure
        label={t('margin')}
        value={format.money(marginKnown.margin, currency, { cents: false })}
        period={t('marginFor', {
          count: marginKnown.customers,
          shown: format.number(marginKnown.customers),
        })}
        definition={t('marginMeans')}
      />
    </Figures>
  );
}
