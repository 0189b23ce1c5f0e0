import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LawRule, SoftOptIn } from '#identify/consent/api';
import form from '../../components/form.module.css';
import { UseFields } from '../clients/use-fields.tsx';

const newLaw: LawRule = {
  ...{ channel: 'email', purpose: 'marketing', basis: 'opt-in', from: null, until: null },
  ...{ exceptDuringContract: false, reference: '' },
};
const newSoft: SoftOptIn = { channel: 'email', purpose: 'marketing', brand: '', months: 36 };

/** One rule of law; kept in the draft, nothing is in force by it. */
export function LawForm(props: { rule: LawRule | undefined; onKeep: (rule: LawRule) => void }) {
  const { t } = useTranslation('rules');
  const [rule, setRule] = useState(props.rule ?? newLaw);
  const set = (change: Partial<LawRule>) => setRule({ ...rule, ...change });
  const day = (name: 'from' | 'until') => (
    <TextInput
      type="date"
      label={t(`form.${name}`)}
      description={t('form.open')}
      value={rule[name] ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value || null })}
    />
  );
  return (
    <Kept onKeep={() => props.onKeep({ ...rule, reference: rule.reference.trim() })}>
      <UseFields of={rule} onChange={set} />
      <NativeSelect
        label={t('form.basis')}
        value={rule.basis}
        data={(['opt-in', 'opt-out'] as const).map((one) => ({ value: one, label: t(`basis.${one}`) }))}
        onChange={(event) =>
          set(
            event.currentTarget.value === 'opt-out'
              ? { basis: 'opt-out', exceptDuringContract: false }
              : { basis: 'opt-in' },
          )
        }
      />
      {rule.basis === 'opt-in' ? (
        <Checkbox
          label={t('form.contract')}
          checked={rule.exceptDuringContract}
          onChange={(event) => set({ exceptDuringContract: event.currentTarget.checked })}
        />
      ) : null}
      {day('from')}
      {day('until')}
      <TextInput
        label={t('form.reference')}
        description={t('form.referenceHint')}
        maxLength={300}
        value={rule.reference}
        onChange={(event) => set({ reference: event.currentTarget.value })}
      />
    </Kept>
  );
}

/** One exception for own customers; kept in the draft. */
export function SoftForm(props: { rule: SoftOptIn | undefined; onKeep: (rule: SoftOptIn) => void }) {
  const { t } = useTranslation('rules');
  const [rule, setRule] = useState(props.rule ?? newSoft);
  return (
    <Kept onKeep={() => props.onKeep({ ...rule, brand: rule.brand.trim() })}>
      <UseFields of={rule} onChange={(change) => setRule({ ...rule, ...change })} />
      <TextInput
        label={t('form.brand')}
        description={t('form.brandHint')}
        maxLength={100}
        value={rule.brand}
        onChange={(event) => setRule({ ...rule, brand: event.currentTarget.value })}
      />
      <NumberInput
        label={t('form.months')}
        {...{ min: 1, max: 120, allowDecimal: false, clampBehavior: 'strict' }}
        value={rule.months}
        onChange={(months) => typeof months === 'number' && setRule({ ...rule, months })}
      />
    </Kept>
  );
}

function Kept(props: { children: ReactNode; onKeep: () => void }) {
  const { t } = useTranslation('rules');
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        props.onKeep();
      }}
    >
      {props.children}
      <div className={form.buttons}>
        <Button type="submit">{t('form.keep')}</Button>
      </div>
    </form>
  );
}
