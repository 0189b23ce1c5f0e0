import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartScope } from '#identify/review/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useNote } from '../../components/use-note.tsx';
import { useCountParting, useLastImports, useModels, usePartInBulk, useStatus } from './duplicates.data.ts';
import classes from './duplicates.module.css';

type What = 'import' | 'range' | 'model';

/** Parts what an import, a model or a range of likeness joined, once it was counted. */
export function PartInBulk() {
  const { t } = useTranslation('duplicates');
  const [what, setWhat] = useState<What>('import');
  const [of, setOf] = useState<PartScope>();
  const choose = (next: What) => {
    setWhat(next);
    setOf(undefined);
  };
  return (
    <details className={classes.bulk}>
      <summary>{t('bulk.open')}</summary>
      <p className="soft small">{t('bulk.means')}</p>
      <SegmentedControl
        aria-label={t('bulk.of')}
        value={what}
        onChange={(value) => choose(value as What)}
        data={(['import', 'range', 'model'] as const).map((value) => ({
          value,
          label: t(`bulk.kinds.${value}`),
        }))}
      />
      <p className="soft small">{t(`bulk.hint.${what}`)}</p>
      {what === 'import' ? <OfImport onScope={setOf} /> : null}
      {what === 'range' ? <OfRange onScope={setOf} /> : null}
      {what === 'model' ? <OfModel onScope={setOf} /> : null}
      <CountAndPart of={of} />
    </details>
  );
}

type Asking = { readonly onScope: (of: PartScope | undefined) => void };

function OfImport({ onScope }: Asking) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const { data } = useLastImports();
  return (
    <Select
      label={t('bulk.kinds.import')}
      searchable
      data={(data?.items ?? [])
        .filter(({ dryRun }) => !dryRun)
        .map(({ importId, fileName, createdAt }) => ({
          value: String(importId),
          label: `${fileName}, ${format.date(createdAt)}`,
        }))}
      onChange={(value) => onScope(value === null ? undefined : { importId: Number(value) })}
    />
  );
}

function OfModel({ onScope }: Asking) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const { data } = useModels();
  return (
    <Select
      label={t('bulk.kinds.model')}
      data={(data?.items ?? [])
        .filter(({ state }) => state !== 'building')
        .map(({ modelId, learntAt }) => ({
          value: String(modelId),
          label: t('bulk.model', { id: modelId, when: format.date(learntAt) }),
        }))}
      onChange={(value) => onScope(value === null ? undefined : { modelId: Number(value) })}
    />
  );
}

function OfRange({ onScope }: Asking) {
  const { t } = useTranslation('duplicates');
  const { data } = useStatus();
  const least = Math.round((data?.settings.mergeFrom ?? 0.8) * 1000) / 10;
  const [from, setFrom] = useState<number | string>(least);
  const [below, setBelow] = useState<number | string>(95);
  const wrong = !(Number(from) >= least && Number(from) < Number(below) && Number(below) <= 100);
  return (
    <form
      className={classes.range}
      onSubmit={(event) => {
        event.preventDefault();
        onScope({ from: Number(from) / 100, below: Number(below) / 100 });
      }}
    >
      <NumberInput
        label={t('acceptFrom')}
        error={wrong ? t('bulk.bounds', { from: least }) : undefined}
        {...{ value: from, onChange: setFrom, min: least, max: 100, step: 1, suffix: ' %' }}
      />
      <NumberInput
        label={t('bulk.below')}
        {...{ value: below, onChange: setBelow, min: least, max: 100, step: 1, suffix: ' %' }}
      />
      <Button type="submit" variant="default" disabled={wrong}>
        {t('bulk.count')}
      </Button>
    </form>
  );
}

function CountAndPart({ of }: { of: PartScope | undefined }) {
  const { t } = useTranslation('duplicates');
  const note = useNote();
  const format = useFormat();
  const counted = useCountParting(of);
  const part = usePartInBulk();
  if (of === undefined) return null;
  if (counted.error) return <ProblemNote thrown={counted.error} again={() => void counted.refetch()} />;
  if (counted.data === undefined) return <p className="soft small">{t('bulk.counting')}</p>;
  const { customers, customersAfter, records, held } = counted.data;
  return (
    <div className={classes.range}>
      <p className="small" role="status">
        {customers === 0
          ? t('bulk.nothing')
          : t('bulk.counts', {
              count: customers,
              shown: format.number(customers),
              ...{ after: format.number(customersAfter), records: format.number(records) },
            })}
        {held > 0 ? ` ${t('bulk.held', { count: held, shown: format.number(held) })}` : ''}
      </p>
      <Button
        color="red"
        variant="light"
        loading={part.isPending}
        disabled={customers === 0}
        onClick={() =>
          part.mutate(
            { of },
            {
              onSuccess: ({ unsettled }) => note(t(unsettled > 0 ? 'bulk.soon' : 'bulk.done')),
            },
          )
        }
      >
        {t('bulk.part')}
      </Button>
      {part.error ? <ProblemNote thrown={part.error} /> : null}
    </div>
  );
}
