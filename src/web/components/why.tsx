import { Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './why.module.css';

/** "pourquoi ?" beside a decision, score, match or exclusion: opens its reasons in the order they weighed. */
export function Why(props: { subject: string; reasons: readonly string[] }) {
  const { t } = useTranslation('parts');
  return (
    <Popover width={320} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={`quiet-button ${classes.why}`}
          aria-label={`${props.subject}, ${t('why')}`}
        >
          {t('why')}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={props.subject}>
        <p className={classes.subject}>{props.subject}</p>
        <ol className={classes.reasons} tabIndex={-1}>
          {props.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ol>
      </Popover.Dropdown>
    </Popover>
  );
}
