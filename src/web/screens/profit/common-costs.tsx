import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CostModel } from '#differentiate/profit/api';
import { useFormat } from '../../data/use-format.ts';
import classes from './profit.module.css';

type Common = CostModel['common'];
type CommonProps = { common: Common; onChange: (common: Common) => void };

/** Costs that no customer causes, shown apart from the account and never shared out. */
export function CommonCosts({ common, onChange }: CommonProps) {
  const { t } = useTranslation('profit');
  const year = new Date().getFullYear();
  const added = { name: t('newCommon'), amount: '0', from: `${year}-01-01`, until: `${year}-12-31` };
  const change = (at: number, next: Common[number] | undefined) =>
    onChange(common.flatMap((one, index) => (index !== at ? [one] : next === undefined ? [] : [next])));
  return (
    <section className={classes.editor} aria-label={t('commonCosts')}>
      <h3 className={classes.subtitle}>{t('commonCosts')}</h3>
      <p className="soft small">{t('commonHint')}</p>
      {common.map((one, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- common costs have no name of their own until one is typed
        <CommonFields key={at} one={one} onChange={(next) => change(at, next)} />
      ))}
      <Button
        variant="default"
        className={classes.alone}
        leftSection={<IconPlus size={16} stroke={1.6} />}
        onClick={() => onChange([...common, added])}
      >
        {t('addCommon')}
      </Button>
    </section>
  );
}

type FieldsProps = { one: Common[number]; onChange: (next: Common[number] | undefined) => void };

function CommonFields({ one, onChange }: FieldsProps) {
  const { t } = useTranslation('profit');
  const { language } = useFormat();
  const set = (next: Partial<Common[number]>) => onChange({ ...one, ...next });
  return (
    <fieldset className={classes.fields}>
      <legend className="seen-by-readers-only">{one.name}</legend>
      <TextInput
        label={t('costName')}
        value={one.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <NumberInput
        label={t('amount')}
        min={0}
        decimalScale={6}
        decimalSeparator={language === 'fr' ? ',' : '.'}
        value={one.amount}
        onChange={(value) => set({ amount: value === '' ? '0' : String(value) })}
      />
      <TextInput
        type="date"
        label={t('from')}
        value={one.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('until')}
        value={one.until}
        onChange={(event) => set({ until: event.currentTarget.value })}
      />
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={16} stroke={1.6} />}
        onClick={() => onChange(undefined)}
      >
        {t('remove')}
      </Button>
    </fieldset>
  );
}
