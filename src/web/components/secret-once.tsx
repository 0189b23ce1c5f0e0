import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './secret-once.module.css';

/** A password or key shown this one time, with a button to copy it. */
export function SecretOnce(props: { label: string; secret: string; note: string }) {
  const { t } = useTranslation('parts');
  return (
    <div className={classes.box} role="status">
      <p className={classes.label}>{props.label}</p>
      <div className={classes.line}>
        <code className={classes.secret} data-secret>
          {props.secret}
        </code>
        <CopyButton value={props.secret}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      <p className={classes.note}>{props.note}</p>
    </div>
  );
}
