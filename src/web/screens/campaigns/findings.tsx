import { useTranslation } from 'react-i18next';
import type { ContentFinding } from '#interact/channels/api';
import { Status } from '../../components/status.tsx';
import classes from './campaigns.module.css';

/** What must be mended in a message before it leaves, and what is only worth knowing. */
export function Findings(props: { findings: readonly ContentFinding[] }) {
  const { t, i18n } = useTranslation('campaigns');
  const language = i18n.language === 'en' ? 'en' : 'fr';
  if (props.findings.length === 0) {
    return (
      <p className={classes.findings}>
        <Status tone="good">{t('preview.clean')}</Status>
      </p>
    );
  }
  return (
    <ul className={classes.findings} aria-label={t('preview.findings')}>
      {props.findings.map((finding) => (
        <li key={finding.code + finding.detail}>
          <Status tone={finding.level === 'error' ? 'bad' : 'waiting'}>{finding[language]}</Status>{' '}
          {finding.detail ? <code className="small">{finding.detail}</code> : null}
        </li>
      ))}
    </ul>
  );
}
