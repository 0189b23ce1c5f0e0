import { CloseButton, NativeSelect, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttributeView } from '#differentiate/attributes/api';
import { useAttributes } from './attributes.data.ts';
import classes from './condition.module.css';
import { type LineDraft, valueField, withAttribute, withOperator } from './draft.ts';
import { useOperatorWords } from './operator-words.ts';
import { ValueInput } from './value-input.tsx';

type LineProps = { line: LineDraft; onChange: (line: LineDraft) => void; onRemove: () => void };

/** One comparison, read as a sentence: attribute, comparison, value. */
export function ConditionLine(props: LineProps) {
  const { t } = useTranslation('segments');
  const { byName } = useAttributes();
  const { line, onChange } = props;
  const attribute = byName.get(line.attribute);
  const choices = useChoices();
  return (
    <div className={classes.line}>
      <Select
        className={classes.attribute}
        searchable
        aria-label={t('attribute')}
        placeholder={t('chooseAttribute')}
        nothingFoundMessage={t('noAttribute')}
        value={line.attribute === '' ? null : line.attribute}
        allowDeselect={false}
        data={choices}
        error={line.attribute !== '' && byName.size > 0 && !attribute ? t('goneAttribute') : null}
        onChange={(name) => {
          const chosen = byName.get(name ?? '');
          if (chosen) onChange(withAttribute(line, chosen));
        }}
      />
      {attribute ? <Comparison {...props} attribute={attribute} /> : null}
      <CloseButton size="sm" aria-label={t('removeLine')} onClick={props.onRemove} />
      {attribute ? <MeaningLine attribute={attribute} /> : null}
    </div>
  );
}

function Comparison(props: LineProps & { attribute: AttributeView }) {
  const { t } = useTranslation('segments');
  const { line, attribute, onChange } = props;
  const say = useOperatorWords();
  return (
    <>
      <NativeSelect
        className={classes.operator}
        aria-label={t('comparison')}
        value={line.operator ?? ''}
        data={attribute.operators.map((operator) => ({
          value: operator,
          label: say(operator, attribute.type),
        }))}
        onChange={(event) => {
          const chosen = attribute.operators.find((one) => one === event.currentTarget.value);
          onChange(withOperator(line, chosen, attribute.type));
        }}
      />
      <ValueInput
        attribute={attribute}
        field={valueField(line.operator)}
        value={line.value}
        onChange={(value) => onChange({ ...line, value })}
      />
    </>
  );
}

function MeaningLine(props: { attribute: AttributeView }) {
  const { i18n } = useTranslation('segments');
  const language = i18n.language === 'en' ? 'en' : 'fr';
  return <p className={classes.meaning}>{props.attribute.meaning[language]}</p>;
}

function useChoices() {
  const { i18n } = useTranslation('segments');
  const { list } = useAttributes();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const { t } = useTranslation('segments');
  return useMemo(() => {
    const groups = new Map<string, { value: string; label: string }[]>();
    for (const attribute of list) {
      const group = i18n.exists(`segments:modules.${attribute.module}`)
        ? i18n.t(`segments:modules.${attribute.module}` as never)
        : t('modules.other');
      const items = groups.get(group) ?? [];
      items.push({ value: attribute.name, label: attribute.label[language] });
      groups.set(group, items);
    }
    return [...groups].map(([group, items]) => ({ group, items }));
  }, [list, language, i18n, t]);
}
