import type { Engines } from '../adapters/engines/index.ts';
import { contractsPart } from '#differentiate/contracts';
import { lifetimePart, recencyPart } from '#differentiate/lifetime';
import { potentialPart } from '#differentiate/potential';
import { profitPart } from '#differentiate/profit';
import type { SnapshotPart } from '#differentiate/value';
import type { Clock } from '../platform/clock/index.ts';

/** What a snapshot of value holds beside values, in the order it is computed: what is to come, by recency too, accounts with it, what could be spent. */
export function snapshotParts({ engines, clock }: { engines: Engines; clock: Clock }): SnapshotPart[] {
  const { warehouse } = engines;
  const { db } = engines.database;
  return [
    contractsPart({ db, warehouse }, lifetimePart({ db, warehouse, clock })),
    recencyPart({ db, warehouse }),
    profitPart({ db, warehouse }),
    potentialPart({ db, warehouse }),
  ];
}
