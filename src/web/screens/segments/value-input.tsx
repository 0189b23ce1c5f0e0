import { MultiSelect, NativeSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AttributeView, ConditionValue } from '#differentiate/attributes/api';
import classes from './condition.module.css';
import type { ValueField } from './draft.ts';

type Change = (value: ConditionValue | undefined) => void;
type ValueProps = {
  attribute: AttributeView;
  field: ValueField;
  value: ConditionValue | undefined;
  onChange: Change;
};

/** The field a comparison needs: one value, several, a range, a number of days, or none. */
export function ValueInput(props: ValueProps) {
  const { t } = useTranslation('segments');
  const { attribute, field, value, onChange } = props;
  if (field === 'none') return null;
  if (field === 'days') {
    return (
      <Amount
        value={value}
        onChange={onChange}
        unit={t('days')}
        label={t('value')}
        asText={false}
        min={1}
        whole
      />
    );
  }
  if (field === 'many') return <Many {...props} />;
  if (field === 'range') {
    const [low, high] = Array.isArray(value) ? value : [];
    const set = (next: (ConditionValue | undefined)[]) => onChange(next as ConditionValue);
    return (
      <span className={classes.range}>
        <One attribute={attribute} value={low} onChange={(one) => set([one, high])} label={t('from')} />
        <span>{t('and')}</span>
        <One attribute={attribute} value={high} onChange={(one) => set([low, one])} label={t('to')} />
      </span>
    );
  }
  return <One attribute={attribute} value={value} onChange={onChange} label={t('value')} />;
}

function One(props: {
  attribute: AttributeView;
  value: ConditionValue | undefined;
  onChange: Change;
  label: string;
}) {
  const { t } = useTranslation('segments');
  const { attribute, value, onChange, label } = props;
  if (attribute.type === 'number' || attribute.type === 'money') {
    const unit = attribute.unit ?? (attribute.type === 'money' ? '€' : '');
    return (
      <Amount
        value={value}
        onChange={onChange}
        unit={unit}
        label={label}
        asText={attribute.type === 'money'}
      />
    );
  }
  if (attribute.type === 'boolean') {
    return (
      <NativeSelect
        aria-label={label}
        value={String(value)}
        data={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        onChange={(event) => onChange(event.currentTarget.value === 'true')}
      />
    );
  }
  const text = typeof value === 'string' ? value : '';
  if (attribute.values) {
    return (
      <Select
        searchable
        aria-label={label}
        value={text === '' ? null : text}
        data={[...attribute.values]}
        onChange={(one) => onChange(one ?? undefined)}
      />
    );
  }
  return (
    <TextInput
      aria-label={label}
      type={attribute.type === 'date' ? 'date' : 'text'}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

function Amount(props: {
  value: ConditionValue | undefined;
  onChange: Change;
  unit: string;
  label: string;
  /** Money stays a decimal text. */
  asText: boolean;
  min?: number;
  whole?: boolean;
}) {
  const { i18n } = useTranslation('segments');
  const { value, onChange } = props;
  return (
    <NumberInput
      className={classes.amount}
      aria-label={props.unit === '' ? props.label : `${props.label}, ${props.unit}`}
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      decimalSeparator={i18n.language === 'en' ? '.' : ','}
      allowedDecimalSeparators={[',', '.']}
      allowDecimal={props.whole !== true}
      hideControls
      {...(props.min === undefined ? {} : { min: props.min })}
      rightSection={props.unit === '' ? null : <span className="small soft nowrap">{props.unit}</span>}
      rightSectionWidth={Math.max(24, props.unit.length * 7 + 14)}
      onChange={(next) => onChange(next === '' ? undefined : props.asText ? String(next) : Number(next))}
    />
  );
}

function Many(props: ValueProps) {
  const { t } = useTranslation('segments');
  const { attribute, value, onChange } = props;
  const numeric = attribute.type === 'number';
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const set = (next: string[]) => onChange(next.length === 0 ? undefined : numeric ? next.map(Number) : next);
  const shared = { 'aria-label': t('value'), className: classes.many ?? '', value: chosen, onChange: set };
  return attribute.values ? (
    <MultiSelect {...shared} searchable data={[...attribute.values]} />
  ) : (
    <TagsInput {...shared} placeholder={chosen.length === 0 ? t('manyHint') : ''} splitChars={[',', ';']} />
  );
}
