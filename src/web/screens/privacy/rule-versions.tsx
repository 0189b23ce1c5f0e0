import { useTranslation } from 'react-i18next';
import type { PermissionRulesReply } from '#identify/consent/api';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from './privacy.module.css';
import { useRuleWords } from './use-rule-words.ts';

/** Who changed the rules, when, and what each change added and removed. */
export function RuleVersions({ versions }: { versions: readonly PermissionRulesReply[] }) {
  const { t } = useTranslation('rules');
  return (
    <Section title={t('history')}>
      <ol className={classes.versions}>
        {versions.map((version, at) => (
          <OneVersion key={version.version} {...{ version, latest: at === 0 }} before={versions[at + 1]} />
        ))}
      </ol>
    </Section>
  );
}

function OneVersion(props: {
  version: PermissionRulesReply;
  before: PermissionRulesReply | undefined;
  latest: boolean;
}) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const say = useRuleWords();
  const { version, before } = props;
  const now = say.lines(version);
  const then = before ? say.lines(before) : now;
  const name = version.version === 0 ? t('builtIn') : t('version', { version: version.version });
  return (
    <li>
      <span className={classes.ruleSubject}>{name}</span>{' '}
      {props.latest ? <span className="soft small">({t('inForce')})</span> : null}{' '}
      {version.changedAt === null ? null : (
        <span className="soft small">
          {t('by', { when: format.dateTime(version.changedAt), who: version.changedBy ?? '' })}
        </span>
      )}
      <ul>
        {then
          .filter((rule) => !now.includes(rule))
          .map((rule) => (
            <li key={rule}>{t('removed', { rule })}</li>
          ))}
        {now
          .filter((rule) => !then.includes(rule))
          .map((rule) => (
            <li key={rule}>{t('added', { rule })}</li>
          ))}
      </ul>
    </li>
  );
}
