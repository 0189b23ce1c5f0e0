import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PermissionRules, RulesForecastItem, RulesForecastReply } from '#identify/consent/api';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useConsentSubject } from '../clients/use-consent-words.ts';
import classes from './privacy.module.css';
import { useChangeRules, useForecastRules } from './rules.data.ts';

/** What a draft would open and close, seen before it can be put in force. */
export function RulesChange(props: { draft: PermissionRules; version: number; onDrop: () => void }) {
  const { t } = useTranslation('rules');
  const { draft, version } = props;
  const forecast = useForecastRules();
  const change = useChangeRules();
  return (
    <>
      <p className="soft small">{t('pending')}</p>
      {forecast.error ? <ProblemNote thrown={forecast.error} /> : null}
      {forecast.data ? <Forecast forecast={forecast.data} /> : null}
      {change.error ? <ProblemNote thrown={change.error} /> : null}
      <div className={form.buttons}>
        {forecast.data ? (
          <Button loading={change.isPending} onClick={() => change.mutate({ ...draft, version })}>
            {t('save')}
          </Button>
        ) : (
          <Button loading={forecast.isPending} onClick={() => forecast.mutate(draft)}>
            {t('look')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={props.onDrop}>
          {t('drop')}
        </Button>
      </div>
    </>
  );
}

function Forecast({ forecast }: { forecast: RulesForecastReply }) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const subjectOf = useConsentSubject();
  const uses = [...new Set(forecast.items.map(subjectOf))];
  if (uses.length === 0) return <p role="status">{t('nothing')}</p>;
  return (
    <div role="status">
      {uses.map((subject) => (
        <div key={subject} className={classes.forecast}>
          <h3>{subject}</h3>
          <ul>
            {forecast.items
              .filter((item) => subjectOf(item) === subject)
              .map((item) => (
                <ForecastDay key={item.on} item={item} today={forecast.asOf.slice(0, 10)} />
              ))}
          </ul>
        </div>
      ))}
      <p className="soft small">{t('scope', { when: format.dateTime(forecast.asOf) })}</p>
    </div>
  );
}

function ForecastDay({ item, today }: { item: RulesForecastItem; today: string }) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const { before, after, opened, closed } = item;
  const turns = [
    ...(opened > 0 ? [t('opened', { shown: format.number(opened) })] : []),
    ...(closed > 0 ? [t('closed', { shown: format.number(closed) })] : []),
  ];
  return (
    <li>
      <span>{item.on === today ? t('today') : t('onDay', { day: format.date(item.on) })}</span>
      <span className={classes.reach}>
        {t('reach', { count: before, before: format.number(before), after: format.number(after) })}
      </span>
      <span className="soft">{turns.length === 0 ? t('same') : turns.join(', ')}</span>
    </li>
  );
}
