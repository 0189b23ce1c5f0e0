import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CostEntry, type CostModel, type CostModelsReply, costLines } from '#differentiate/profit/api';
import type { z } from 'zod';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { addedCost } from './added-cost.ts';
import { useChangeCosts, useCosts } from './profit.data.ts';
import classes from './profit.module.css';

type Costs = z.infer<typeof CostModelsReply>;

/** The costs in force, cost by cost; saving puts them in force and computes the accounts anew. */
export function CostsEditor(props: { onSaved: () => void }) {
  const costs = useCosts();
  const actual = costs.data?.items.find((one) => one.kind === 'actual');
  if (!costs.data || !actual) return null;
  return (
    <Editor
      key={actual.version}
      model={actual.definition}
      version={actual.version}
      costs={costs.data}
      {...props}
    />
  );
}

type EditorProps = { model: CostModel; version: number; costs: Costs; onSaved: () => void };

function Editor(props: EditorProps) {
  const { t } = useTranslation('profit');
  const [entries, setEntries] = useState<CostEntry[]>(props.model.entries);
  const save = useChangeCosts();
  const change = (at: number, next: CostEntry | undefined) =>
    setEntries((now) =>
      now.flatMap((one, index) => (index !== at ? [one] : next === undefined ? [] : [next])),
    );
  const definition = {
    ...props.model,
    entries,
    noCost: props.model.noCost.filter((line) => !entries.some((one) => one.line === line)),
  };
  return (
    <div className={classes.editor}>
      <p className="soft small">{t('editorHint')}</p>
      {entries.map((entry, at) => (
        <CostFields key={entry.id} entry={entry} costs={props.costs} onChange={(next) => change(at, next)} />
      ))}
      <div className={form.buttons}>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.6} />}
          onClick={() => setEntries((now) => [...now, addedCost(now, t('newCost'))])}
        >
          {t('add')}
        </Button>
        <Button
          loading={save.isPending}
          onClick={() => save.mutate({ definition, version: props.version }, { onSuccess: props.onSaved })}
        >
          {t('save')}
        </Button>
      </div>
      {save.error ? <ProblemNote thrown={save.error} /> : null}
    </div>
  );
}

type FieldsProps = { entry: CostEntry; costs: Costs; onChange: (next: CostEntry | undefined) => void };

function CostFields({ entry, costs, onChange }: FieldsProps) {
  const { t } = useTranslation('profit');
  const { language } = useFormat();
  const set = (next: Partial<CostEntry>) => onChange({ ...entry, ...next });
  const amount = entry.price.by === 'rate' ? entry.price.rate : entry.price.amount;
  const price = (by: 'rate' | 'pool', text: string): CostEntry['price'] =>
    by === 'rate' ? { by, rate: text } : { by, amount: text };
  return (
    <fieldset className={classes.fields}>
      <legend className="seen-by-readers-only">{entry.name}</legend>
      <TextInput
        label={t('costName')}
        value={entry.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Select
        label={t('line')}
        allowDeselect={false}
        value={entry.line}
        data={costLines.map((value) => ({ value, label: t(`lines.${value}`) }))}
        onChange={(value) => set({ line: (value ?? entry.line) as CostEntry['line'] })}
      />
      <Select
        label={t('driver')}
        allowDeselect={false}
        value={entry.driver}
        data={costs.drivers.map((one) => ({ value: one.name, label: one.label[language] }))}
        onChange={(value) => set({ driver: (value ?? entry.driver) as CostEntry['driver'] })}
      />
      <Select
        label={t('priceBy')}
        allowDeselect={false}
        value={entry.price.by}
        data={[
          { value: 'rate', label: t('byRate') },
          { value: 'pool', label: t('byPool') },
        ]}
        onChange={(value) => set({ price: price(value === 'pool' ? 'pool' : 'rate', amount) })}
      />
      <NumberInput
        label={t('amount')}
        min={0}
        decimalScale={6}
        decimalSeparator={language === 'fr' ? ',' : '.'}
        value={amount}
        onChange={(value) => set({ price: price(entry.price.by, value === '' ? '0' : String(value)) })}
      />
      <TextInput
        label={t('channel')}
        value={entry.channel ?? ''}
        placeholder={t('any')}
        onChange={(event) => set({ channel: event.currentTarget.value || null })}
      />
      <TextInput
        type="date"
        label={t('from')}
        value={entry.from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value || null })}
      />
      <TextInput
        type="date"
        label={t('until')}
        value={entry.until ?? ''}
        onChange={(event) => set({ until: event.currentTarget.value || null })}
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
