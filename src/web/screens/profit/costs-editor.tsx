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
import { CommonCosts } from './common-costs.tsx';
import { useChangeCosts, useChangeWhatIf, useCosts } from './profit.data.ts';
import classes from './profit.module.css';

type Costs = z.infer<typeof CostModelsReply>;
type View = Costs['items'][number];
type Saving = {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly mutate: (
    body: { definition: CostModel; version: number },
    then: { onSuccess: () => void },
  ) => void;
};

/** The costs in force, cost by cost; saving puts them in force and computes the accounts anew. */
export function CostsEditor(props: { onSaved: () => void }) {
  const { t } = useTranslation('profit');
  const costs = useCosts();
  const save = useChangeCosts();
  const actual = costs.data?.items.find((one) => one.kind === 'actual');
  if (!costs.data || !actual) return null;
  const words = { hint: t('editorHint'), save: t('save') };
  return <Editor key={actual.version} {...{ view: actual, costs: costs.data, save, words }} {...props} />;
}

/** The costs of a what-if copy; saving changes nothing but what it is compared by. */
export function WhatIfEditor(props: { view: View; onSaved: () => void }) {
  const { t } = useTranslation('profit');
  const costs = useCosts();
  const save = useChangeWhatIf(props.view.costModelId ?? 0);
  if (!costs.data) return null;
  const words = { hint: t('whatIf.editorHint'), save: t('whatIf.save') };
  return <Editor key={props.view.version} {...{ costs: costs.data, save, words }} {...props} />;
}

type EditorProps = {
  view: View;
  costs: Costs;
  save: Saving;
  words: { hint: string; save: string };
  onSaved: () => void;
};

function Editor({ view, costs, save, words, onSaved }: EditorProps) {
  const { t } = useTranslation('profit');
  const { definition: model, version } = view;
  const [entries, setEntries] = useState<CostEntry[]>(model.entries);
  const [common, setCommon] = useState(model.common);
  const change = (at: number, next: CostEntry | undefined) =>
    setEntries((now) =>
      now.flatMap((one, index) => (index !== at ? [one] : next === undefined ? [] : [next])),
    );
  const definition = {
    ...{ ...model, entries, common },
    noCost: model.noCost.filter((line) => !entries.some((one) => one.line === line)),
  };
  return (
    <div className={classes.editor}>
      <p className="soft small">{words.hint}</p>
      {entries.map((entry, at) => (
        <CostFields key={entry.id} entry={entry} costs={costs} onChange={(next) => change(at, next)} />
      ))}
      <Button
        variant="default"
        className={classes.alone}
        leftSection={<IconPlus size={16} stroke={1.6} />}
        onClick={() => setEntries((now) => [...now, addedCost(now, t('newCost'))])}
      >
        {t('add')}
      </Button>
      <CommonCosts common={common} onChange={setCommon} />
      <div className={form.buttons}>
        <Button
          loading={save.isPending}
          onClick={() => save.mutate({ definition, version }, { onSuccess: onSaved })}
        >
          {words.save}
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
        label={t('brand')}
        value={entry.brand ?? ''}
        placeholder={t('anyBrand')}
        onChange={(event) => set({ brand: event.currentTarget.value || null })}
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
        className={classes.alone}
        leftSection={<IconTrash size={16} stroke={1.6} />}
        onClick={() => onChange(undefined)}
      >
        {t('remove')}
      </Button>
    </fieldset>
  );
}
