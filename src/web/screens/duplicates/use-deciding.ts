import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../data/session.ts';
import { useNote } from '../../components/use-note.tsx';
import { type Pair, useDecide, useUndo } from './duplicates.data.ts';
import { useVerdictKeys } from './use-verdict-keys.ts';

export type Verdict = 'same' | 'different' | 'unsure';
export type Deciding = {
  readonly acts: Readonly<Record<Verdict | 'undo', () => void>>;
  readonly may: boolean;
  readonly busy: boolean;
  readonly thrown: Error | null;
};

/** How the pair looked at is decided, by button or key; what was decided moves on to the next. */
export function useDeciding(props: {
  pair: Pair | undefined;
  onNext: () => void;
  onPrevious: () => void;
}): Deciding {
  const { t } = useTranslation('duplicates');
  const may = useMay()('customers:write');
  const decide = useDecide();
  const undo = useUndo();
  const note = useNote();
  const { pair, onNext, onPrevious } = props;
  const busy = decide.isPending || undo.isPending;
  const { mutate: say } = decide;
  const { mutate: takeBack } = undo;
  const acts = useMemo(() => {
    const verdict = (said: Verdict) => () => {
      if (busy || pair === undefined) return;
      const { low, high } = pair;
      onNext();
      say({ low, high, verdict: said }, { onSuccess: () => note(t(`done.${said}`)) });
    };
    const undoLast = () => {
      if (!busy) takeBack(undefined, { onSuccess: () => note(t('done.undone')) });
    };
    return {
      ...{ same: verdict('same'), different: verdict('different'), unsure: verdict('unsure') },
      ...{ undo: undoLast, next: onNext, previous: onPrevious },
    };
  }, [busy, say, takeBack, pair, onNext, onPrevious, note, t]);
  useVerdictKeys(may ? acts : undefined);
  return { acts, may, busy, thrown: decide.error ?? undo.error };
}
