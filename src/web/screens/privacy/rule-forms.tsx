import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LawRule, SoftOptIn } from '#identify/consent/api';
import form from '../../components/form.module.css';
import { useConsentWords } from '../clients/use-consent-words.ts';

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

type UseNames = { readonly channel: string; readonly purpose: string };

/** Channel and purpose among the known ones; a name of the house's own stays to choose where it is there already. */
function UseFields(props: { of: UseNames; onChange: (change: Partial<UseNames>) => void }) {
  const { t } = useTranslation('rules');
  const say = useConsentWords();
  const { channel, purpose } = props.of;
  const among = (known: readonly string[], now: string) => [...new Set([...known, now])];
  return (
    <>
      <NativeSelect
        label={t('form.channel')}
        value={channel}
        data={among(['email', 'sms', 'phone', 'post'], channel).map((one) => ({
          ...{ value: one, label: say.channel(one) },
        }))}
        onChange={(event) => props.onChange({ channel: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('form.purpose')}
        value={purpose}
        data={among(['marketing', 'newsletter', 'service', 'third-party'], purpose).map((one) => ({
          ...{ value: one, label: say.purpose(one) },
        }))}
        onChange={(event) => props.onChange({ purpose: event.currentTarget.value })}
      />
    </>
  );
}
