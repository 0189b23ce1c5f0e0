import { Button, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { CustomerTiesReply } from '#identify/review/api';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Why } from '../../components/why.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useNote } from '../../components/use-note.tsx';
import classes from './duplicates.module.css';
import { nameOfPair, useTies, useUndo, useUnmerge } from './duplicates.data.ts';
import { MergeWith } from './merge-with.tsx';
import { useSideName } from './use-side-name.ts';

type Ties = z.infer<typeof CustomerTiesReply>;

/** The records a customer is made of, why they are one, how to part them, and whom else they may be. */
export function CustomerTies({ customerId }: { customerId: number }) {
  const { t } = useTranslation('duplicates');
  const ties = useTies(customerId);
  if (ties.error)
    return (
      <Section title={t('records')}>
        <ProblemNote thrown={ties.error} />
      </Section>
    );
  return (
    <>
      <Section title={t('records')}>
        {ties.data ? <Records ties={ties.data} /> : null}
        <MergeWith customerId={customerId} />
      </Section>
      {ties.data && ties.data.suspects.length > 0 ? (
        <Section title={t('suspects')}>
          <Suspects ties={ties.data} />
        </Section>
      ) : null}
    </>
  );
}

function Records({ ties }: { ties: Ties }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const may = useMay()('customers:write');
  const [parted, setParted] = useState<readonly number[]>([]);
  const several = ties.persons.length > 1;
  const toggle = (personId: number, on: boolean) =>
    setParted(on ? [...parted, personId] : parted.filter((one) => one !== personId));
  return (
    <>
      <ul className={classes.records}>
        {ties.persons.map(({ personId, source, sourceKey, createdAt }) => (
          <li key={personId}>
            {may && several ? (
              <Checkbox
                size="xs"
                aria-label={t('choose', { name: `${source.name} ${sourceKey}` })}
                checked={parted.includes(personId)}
                onChange={(event) => toggle(personId, event.currentTarget.checked)}
              />
            ) : null}
            <span>{source.name}</span>
            <code className="small">{sourceKey}</code>
            <span className="soft small">{format.shortDate(createdAt)}</span>
            {several ? <Tied ties={ties} personId={personId} /> : null}
          </li>
        ))}
      </ul>
      {may && several ? <Part ties={ties} chosen={parted} onDone={() => setParted([])} /> : null}
    </>
  );
}

/** Why one record is held to be of the same person as the others. */
function Tied({ ties, personId }: { ties: Ties; personId: number }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const keyOf = (id: number) => ties.persons.find((one) => one.personId === id)?.sourceKey ?? String(id);
  const reasons = ties.pairs
    .filter(({ low, high }) => low === personId || high === personId)
    .toSorted((a, b) => (b.probability ?? 0) - (a.probability ?? 0))
    .map(({ low, high, probability, sharedKeys, verdict }) => {
      const told = [
        ...(verdict === null ? [] : [t(`tie.${verdict}`)]),
        ...sharedKeys.map((kind) => t(`tie.${kind}`)),
        ...(probability === null ? [] : [t('tie.likely', { share: format.percent(probability) })]),
      ];
      const other = keyOf(low === personId ? high : low);
      return `${other} · ${told.length === 0 ? t('tie.through') : told.join(', ')}`;
    });
  return <Why subject={keyOf(personId)} reasons={reasons} />;
}

/** Makes the chosen records a customer of their own; undone from the note that says so. */
function Part({ ties, chosen, onDone }: { ties: Ties; chosen: readonly number[]; onDone: () => void }) {
  const { t } = useTranslation('duplicates');
  const unmerge = useUnmerge(ties.customerId);
  const undo = useUndo();
  const note = useNote();
  if (chosen.length === 0 || chosen.length === ties.persons.length) return null;
  const done = (actId: number) => {
    onDone();
    note(t('parted', { count: chosen.length }), { words: t('undo'), take: () => undo.mutate(actId) });
  };
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={unmerge.isPending}
        onClick={() =>
          void unmerge
            .mutateAsync([chosen])
            .then(({ actId }) => done(actId))
            .catch(() => undefined)
        }
      >
        {t('part', { count: chosen.length })}
      </Button>
      {unmerge.error ? <ProblemNote thrown={unmerge.error} /> : null}
    </>
  );
}

function Suspects({ ties }: { ties: Ties }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const sideName = useSideName();
  return (
    <ul className={classes.records}>
      {ties.suspects.map((item) => {
        const [one, other] = item.sides;
        const stranger = one.customerId === ties.customerId ? other : one;
        return (
          <li key={nameOfPair(item)}>
            <Link
              to="/duplicates"
              search={{ kind: item.kind, pair: nameOfPair(item) }}
              className="link"
              aria-label={t('compareWith', { name: sideName(stranger) })}
            >
              {sideName(stranger)}
            </Link>
            <span className="soft small">
              {stranger.source.name} · {format.percent(item.probability, 0)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
