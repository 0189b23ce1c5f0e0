import { MultiSelect, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Survivorship, SurvivorshipPart } from '#identify/customers/api';
import { useSourceNames } from './survivorship.data.ts';
import classes from './survivorship.module.css';

type Rule = Survivorship[SurvivorshipPart];
const wholes: readonly SurvivorshipPart[] = ['name', 'address'];

/** The rule of one part, and the order of trust where the rule needs one. */
export function RuleChoice(props: { part: SurvivorshipPart; rule: Rule; onChange: (rule: Rule) => void }) {
  const { t } = useTranslation('survivorship');
  const { part, rule, onChange } = props;
  const sources = useSourceNames().data ?? [];
  const offered = (['latest', 'agreed', 'complete', 'trusted'] as const).filter(
    (by) => by !== 'complete' || wholes.includes(part),
  );
  const choose = (by: Rule['by']) => onChange(by === 'trusted' ? { by, sources: [] } : ({ by } as Rule));
  return (
    <div className={classes.choice}>
      <Select
        aria-label={t(`parts.${part}`)}
        allowDeselect={false}
        value={rule.by}
        data={offered.map((by) => ({ value: by, label: t(`rules.${by}`) }))}
        onChange={(by) => choose((by ?? 'latest') as Rule['by'])}
      />
      {rule.by === 'trusted' ? (
        <MultiSelect
          label={t('trust')}
          description={t('trustHint')}
          searchable
          value={rule.sources}
          data={[...new Set([...sources, ...rule.sources])]}
          onChange={(names) => onChange({ by: 'trusted', sources: names })}
        />
      ) : null}
    </div>
  );
}
