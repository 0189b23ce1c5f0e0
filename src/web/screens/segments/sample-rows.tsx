import type { CustomerRow } from '#differentiate/segments/api';
import { useAttributes } from './attributes.data.ts';
import classes from './segments.module.css';
import { useValueWords } from './use-value-words.ts';

const detailsMax = 3;

/** A few customers, two lines each: who, then the first things known of them. */
export function SampleRows(props: {
  rows: readonly CustomerRow[];
  columns: readonly string[];
  onOpen: (customerId: number) => void;
}) {
  const { byName } = useAttributes();
  const say = useValueWords();
  return (
    <ul className={classes.sample}>
      {props.rows.map((row) => {
        const words = props.columns
          .map((name) => say(byName.get(name), row.values[name] ?? null))
          .filter((text) => text !== '');
        return (
          <li key={row.customerId}>
            <button type="button" className="quiet-button link" onClick={() => props.onOpen(row.customerId)}>
              {words[0] ?? `n° ${row.customerId}`}
            </button>
            <span className="soft small">{words.slice(1, 1 + detailsMax).join(' · ')}</span>
          </li>
        );
      })}
    </ul>
  );
}
