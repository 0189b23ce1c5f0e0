import { useTranslation } from 'react-i18next';
import classes from './person.module.css';

/** Where a person stands in the whole: one to five small bars, five for the most valuable fifth. */
export function ValueRank(props: { rank: number | undefined }) {
  const { t } = useTranslation('parts');
  const label = props.rank === undefined ? t('rank.unknown') : t('rank.label', { rank: String(props.rank) });
  return (
    <span className={classes.rank} role="img" aria-label={label} title={label}>
      {[1, 2, 3, 4, 5].map((step) => (
        <span
          key={step}
          className={props.rank !== undefined && step <= props.rank ? classes.full : classes.empty}
          style={{ height: 4 + step * 2 }}
        />
      ))}
    </span>
  );
}
