import type { Log } from '#platform/logging';
import type { AttributeSource } from '#platform/module';
import type { Warehouse } from '#platform/warehouse';
import { customersAttributes } from './customers.attributes.ts';
import { readOtherFields } from './read-other-fields.ts';

/** Milliseconds between two looks: what an import brings is seen the same minute, in every process. */
const lookEveryMs = 20_000;

/** The attributes of customers, kept up with the fields that mappings name themselves. */
export type OtherFieldsWatch = {
  /** Looks now; what is offered is renewed when customers have changed since the last look. */
  look(): Promise<void>;
  /** Looks again and again. */
  start(): void;
  stop(): Promise<void>;
};

export function watchOtherFields(needs: {
  readonly warehouse: Warehouse;
  readonly log: Pick<Log, 'warn'>;
  readonly renew: (source: AttributeSource) => void;
}): OtherFieldsWatch {
  const { warehouse, log, renew } = needs;
  let seen: string | undefined;
  const look = async () => {
    const now = await readChange(warehouse);
    if (now === seen) return;
    renew(customersAttributes(await readOtherFields(warehouse)));
    seen = now;
  };
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  return {
    look,
    start: () => {
      timer ??= setInterval(() => {
        looking = look().catch((error: unknown) =>
          log.warn({ error: String(error) }, 'the fields of mappings could not be looked at; trying again'),
        );
      }, lookEveryMs);
    },
    stop: async () => {
      clearInterval(timer);
      timer = undefined;
      await looking;
    },
  };
}

/** Another text when rows of customers have come or gone. It costs next to nothing: their values are not read. */
async function readChange(warehouse: Warehouse): Promise<string> {
  const [row] = await warehouse.query<{ change: string }>(
    "SELECT toString(max(version)) || ' ' || toString(count()) AS change FROM customers",
  );
  return row?.change ?? '';
}
