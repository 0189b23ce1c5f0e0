import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Act } from '#identify/review/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useActs, useUndo } from './duplicates.data.ts';
import classes from './duplicates.module.css';
import { PartInBulk } from './part-in-bulk.tsx';

/** What people decided, the latest first, each to be taken back. */
export function Acts() {
  const { t } = useTranslation('duplicates');
  const mayAct = useMay();
  const may = mayAct('customers:write');
  const acts = useActs();
  const undo = useUndo();
  const thrown = acts.error ?? undo.error;
  const items = acts.data?.items ?? [];
  return (
    <>
      {mayAct('matching:write') ? <PartInBulk /> : null}
      {thrown ? <ProblemNote thrown={thrown} /> : null}
      {acts.data && items.length === 0 ? <p className="soft">{t('noActs')}</p> : null}
      <ol className={classes.acts}>
        {items.map((act) => (
          <li key={act.actId}>
            <Told act={act} />
            {may && act.undoneBy === null && act.kind !== 'undo' ? (
              <Button
                size="compact-sm"
                variant="default"
                loading={undo.isPending && undo.variables === act.actId}
                onClick={() => undo.mutate(act.actId)}
              >
                {t('undo')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  );
}

function Told({ act }: { act: Act }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const scopeTold = (scope: NonNullable<Act['scope']>) =>
    'importId' in scope
      ? t('bulk.scopeOf.import', { id: scope.importId })
      : scope.from === undefined
        ? t('bulk.scopeOf.model', { id: scope.modelId })
        : t('bulk.scopeOf.range', {
            ...{
              id: scope.modelId,
              from: format.percent(scope.from, 0),
              to: format.percent(scope.below ?? 1, 0),
            },
          });
  return (
    <div>
      <span className={act.undoneBy === null ? '' : classes.undone}>
        {t(`acted.${act.kind}`)} · {t('actPairs', { count: act.pairs, shown: format.number(act.pairs) })}
      </span>
      {act.scope === null ? null : <div className="small">{scopeTold(act.scope)}</div>}
      {act.note === '' ? null : <div className="small">{act.note}</div>}
      <div className="soft small">
        {act.by}, {format.relative(act.at)}
        {act.undoneBy === null ? '' : ` · ${t('takenBack')}`}
      </div>
    </div>
  );
}
