import { useTranslation } from 'react-i18next';
import type { CustomerRow } from '#differentiate/segments/api';
import { useAttributes } from './attributes.data.ts';
import classes from './segments.module.css';
import { useValueWords } from './use-value-words.ts';

const detailsMax = 3;
const nameParts: readonly string[] = ['givenName', 'familyName'];

/** A few customers, two lines each: who, then the first things known of them. */
export function SampleRows(props: {
  rows: readonly CustomerRow[];
  columns: readonly string[];
  onOpen: (customerId: number) => void;
}) {
  const { byName } = useAttributes();
  const { t } = useTranslation('parts');
  const words = useValueWords();
  return (
    <ul className={classes.sample}>
      {props.rows.map((row) => {
        const say = (name: string) => {
          const said = words(byName.get(name), row.values[name] ?? null);
          return name === 'valueRank' && said !== '' ? t('rank.label', { rank: said }) : said;
        };
        const name = nameParts.map(say).filter(Boolean).join(' ');
        const details = props.columns
          .filter((column) => !nameParts.includes(column))
          .map(say)
          .filter(Boolean);
        return (
          <li key={row.customerId}>
            <button type="button" className="quiet-button link" onClick={() => props.onOpen(row.customerId)}>
              {name || `n° ${row.customerId}`}
            </button>
            <span className="soft small">{details.slice(0, detailsMax).join(' · ')}</span>
          </li>
        );
      })}
    </ul>
  );
}
