import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifetimeOverview } from '#differentiate/lifetime/api';
import { Empty } from '../../components/empty.tsx';
import { Figure, Figures } from '../../components/figure.tsx';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useContracts } from '../contracts/contracts.data.ts';
import { ContractsPart } from '../contracts/contracts-part.tsx';
import { ValueTabs } from '../value/value-tabs.tsx';
import { AliveTable } from './alive-table.tsx';
import { FitHistory } from './fit-history.tsx';
import { ForecastSettings } from './forecast-settings.tsx';
import { HoldOutPart } from './hold-out.tsx';
import { modelName } from './model-name.ts';
import { RecencyPart } from './recency-part.tsx';
import { SeasonPart } from './season-part.tsx';
import { useForecast } from './forecast.data.ts';

/** What customers will probably bring, and how far that can be trusted. */
export function ForecastScreen() {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const may = useMay();
  const forecast = useForecast();
  const [isOpen, setOpen] = useState(false);
  const contracts = useContracts().data;
  const byContract = contracts?.settings.contractual === true && contracts.fitted !== null;
  const data = byContract ? undefined : forecast.data;
  return (
    <Page
      above={<ValueTabs />}
      reading={forecast.isPending}
      title={t('title')}
      sentence={t('sentence')}
      scope={
        data
          ? t('scope', {
              ...{
                date: format.date(data.asOf),
                days: format.number(data.horizonDays),
                currency: data.currency,
              },
              ...{ model: modelName(data.fit.fitted?.model ?? ''), fitted: format.date(data.fit.asOf) },
            })
          : undefined
      }
      action={
        may('value:write') ? (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('change')}
          </Button>
        ) : undefined
      }
    >
      {forecast.error ? <ProblemNote thrown={forecast.error} again={() => void forecast.refetch()} /> : null}
      {data === null ? <Empty title={t('none')} detail={t('noneHint')} /> : null}
      {data ? <Forecast forecast={data} /> : null}
      <ContractsPart />
      <FitHistory />
      <SideDrawer title={t('change')} opened={isOpen} onClose={() => setOpen(false)}>
        <ForecastSettings onAsked={() => setOpen(false)} />
      </SideDrawer>
    </Page>
  );
}

function Forecast(props: { forecast: LifetimeOverview }) {
  const { t, i18n } = useTranslation('forecast');
  const { forecast } = props;
  const told = ({ code, message }: { code: string; message: string }) =>
    i18n.exists(`forecast:notes.${code}`) ? i18n.t(`forecast:notes.${code}` as never) : message;
  const { fit } = forecast;
  // The same may hold of several parameters: it is said once, with each one's own words on hover.
  const cautions = new Map<string, string[]>();
  for (const one of fit.fitted?.cautions ?? [])
    cautions.set(told(one), [...(cautions.get(told(one)) ?? []), one.message]);
  const { holdOut = null, season = null, model = '' } = fit.fitted ?? {};
  return (
    <>
      <ForecastFigures forecast={forecast} />
      {cautions.size > 0 ? (
        <Section title={t('cautions')}>
          <ul>
            {[...cautions].map(([sentence, messages]) => (
              <li key={sentence} title={messages.join(' ')}>
                {sentence}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {season ? <SeasonPart months={season.months} isGiven={fit.settings.season === 'known'} /> : null}
      {holdOut ? <HoldOutPart holdOut={holdOut} model={model} season={season !== null} /> : null}
      <AliveTable forecast={forecast} />
      <RecencyPart />
    </>
  );
}

function ForecastFigures(props: { forecast: LifetimeOverview }) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { customers, aliveExpected, purchases, sales, margin, currency, horizonDays } = props.forecast;
  const money = (value: number) => format.money(Math.round(value), currency, { cents: false });
  const range = (low: string, high: string) => t('range', { low, high });
  const over = { days: format.number(horizonDays) };
  return (
    <Figures>
      <Figure
        label={t('alive')}
        value={format.number(Math.round(aliveExpected))}
        period={t('ofBuyers', { shown: format.number(customers) })}
        definition={t('aliveMeans')}
      />
      <Figure
        label={t('purchases')}
        value={format.number(Math.round(purchases.estimate))}
        period={range(format.number(Math.round(purchases.low)), format.number(Math.round(purchases.high)))}
        definition={t('purchasesMeans', over)}
      />
      <Figure
        label={t('sales')}
        value={sales ? money(sales.estimate) : t('unknown')}
        {...(sales ? { period: range(money(sales.low), money(sales.high)) } : {})}
        definition={t('salesMeans', over)}
      />
      <Figure
        label={t('margin')}
        value={margin ? money(margin.estimate) : t('unknown')}
        {...(margin ? { period: range(money(margin.low), money(margin.high)) } : {})}
        definition={margin ? t('marginMeans') : t('marginUnknown')}
      />
    </Figures>
  );
}
