import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useNote } from '../../components/use-note.tsx';
import { CustomerSelect } from '../clients/customer-select.tsx';
import { useMerge } from './duplicates.data.ts';

/** Makes one customer of this one and another that somebody names. */
export function MergeWith({ customerId }: { customerId: number }) {
  const { t } = useTranslation('duplicates');
  const may = useMay()('customers:write');
  const merge = useMerge(customerId);
  const navigate = useNavigate();
  const note = useNote();
  const [open, setOpen] = useState(false);
  const [other, setOther] = useState<number>();
  if (!may) return null;
  if (!open)
    return (
      <button type="button" className="quiet-button link small" onClick={() => setOpen(true)}>
        {t('mergeWith')}
      </button>
    );
  const done = (customerIds: readonly number[]) => {
    setOpen(false);
    setOther(undefined);
    note(t('merged'));
    // The customer is named by the smallest of its records, which may not be this page's.
    const [kept] = customerIds;
    if (kept !== undefined) void navigate({ to: '/clients/$id', params: { id: String(kept) }, search: {} });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (other === undefined) return;
        void merge
          .mutateAsync([other])
          .then(({ customerIds }) => done(customerIds))
          .catch(() => undefined);
      }}
    >
      <CustomerSelect label={t('mergeWith')} placeholder={t('mergeWho')} value={other} onChange={setOther} />
      <Button
        type="submit"
        size="compact-sm"
        variant="default"
        mt={8}
        loading={merge.isPending}
        disabled={other === undefined || other === customerId}
      >
        {t('merge')}
      </Button>
      {merge.error ? <ProblemNote thrown={merge.error} /> : null}
    </form>
  );
}
