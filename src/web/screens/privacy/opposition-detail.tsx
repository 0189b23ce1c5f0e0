import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useTranslation } from 'react-i18next';
import type { OppositionListView } from '#identify/consent/api';
import { Facts } from '../../components/facts.tsx';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Status } from '../../components/status.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useConsentWords } from '../clients/use-consent-words.ts';
import { ImportList } from './import-list.tsx';
import { useCheckList, useRemoveList } from './privacy.data.ts';
import { useListState } from './use-list-state.ts';

/** One list: what it closes and until when, held against the base when asked, renewed by a later file, or removed. */
export function OppositionDetail({ list, onGone }: { list: OppositionListView; onGone: () => void }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const say = useConsentWords();
  const state = useListState()(list);
  const may = useMay()('privacy:write');
  const remove = useRemoveList();
  const ask = () =>
    modals.openConfirmModal({
      title: t('list.removeAsk', { name: list.name }),
      children: <Text size="sm">{t('list.removeMeans')}</Text>,
      labels: { confirm: t('list.remove'), cancel: t('cancel') },
      onConfirm: () => remove.mutate(list.listId, { onSuccess: onGone }),
    });
  return (
    <div className={form.form}>
      <Facts
        rows={[
          [
            t('list.state'),
            <Status key="state" tone={state.tone}>
              {state.words}
            </Status>,
          ],
          [t('list.kind'), t(`list.kinds.${list.kind}`)],
          [t('list.closes'), list.channels.map(say.channel).join(', ')],
          [t('list.entries'), format.number(list.entries)],
          [t('list.obtained'), format.date(list.obtainedOn)],
          [t('list.expires'), format.date(list.expiresOn)],
          [t('list.imported'), `${format.dateTime(list.importedAt)}, ${list.importedBy}`],
        ]}
      />
      <p className="soft small">{t('list.marks')}</p>
      <Check listId={list.listId} />
      {may ? (
        <>
          <h3>{t('list.renew')}</h3>
          <ImportList renews={list} onDone={() => undefined} />
          <div className={form.buttons}>
            <Button variant="default" onClick={ask} loading={remove.isPending}>
              {t('list.remove')}
            </Button>
          </div>
          {remove.error ? <ProblemNote thrown={remove.error} /> : null}
        </>
      ) : null}
    </div>
  );
}

/** How many customers are on the list as they are known now. */
function Check({ listId }: { listId: number }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const check = useCheckList(listId);
  const found = check.data;
  return (
    <div>
      <Button variant="default" onClick={() => check.mutate()} loading={check.isPending}>
        {t('list.check')}
      </Button>
      {found ? (
        <p role="status">
          {t('list.checked', {
            count: found.listed,
            shown: format.number(found.listed),
            customers: format.number(found.customers),
          })}{' '}
          {found.agreedSince > 0
            ? t('list.agreedSince', { count: found.agreedSince, shown: format.number(found.agreedSince) })
            : null}
        </p>
      ) : null}
      {check.error ? <ProblemNote thrown={check.error} /> : null}
    </div>
  );
}
