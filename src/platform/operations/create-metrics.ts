import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../clock/index.ts';
import type { Reply } from '../http/index.ts';
import type { Log } from '../logging/index.ts';
import type { Measure } from '../module/index.ts';

/** What an operator's monitoring reads, in Prometheus' text format. No figure is of a person. */
export type Metrics = {
  /** Counts a reply of the HTTP server. */
  hear(reply: Reply): void;
  text(): Promise<string>;
};

export type MetricsNeeds = {
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  readonly version: string;
  /** Asked for when read: modules may be made of what measures them. */
  readonly measures: () => readonly Measure[];
};

const replySeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const prefix = 'chacun_';

/**
 * Makes the metrics of this process: its own (memory, CPU, event loop), replies by route, and the measures of the modules. A
 * measure that cannot be read is left out and counted in `chacun_measures_unread`: monitoring must answer when an engine does not.
 */
export function createMetrics(needs: MetricsNeeds): Metrics {
  const registry = new Registry();
  const replies = new Histogram({
    name: `${prefix}http_reply_seconds`,
    help: 'Time to reply to requests, by declared route.',
    labelNames: ['method', 'route', 'status'],
    buckets: replySeconds,
    registers: [registry],
  });
  const unread = new Gauge({
    name: `${prefix}measures_unread`,
    help: 'Measures that could not be read just now.',
    registers: [registry],
  });
  new Gauge({
    name: `${prefix}info`,
    help: 'The version that runs.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: needs.version }, 1);
  let readers: (() => Promise<boolean>)[] | undefined;
  return {
    hear: ({ method, route, status, seconds }) =>
      replies.observe({ method, route, status: String(status) }, seconds),
    text: async () => {
      if (readers === undefined) {
        // Only a process that is watched watches itself.
        collectDefaultMetrics({ register: registry });
        readers = needs.measures().map((measure) => createReader(measure, registry, needs));
      }
      const read = await Promise.all(readers.map((reader) => reader()));
      unread.set(read.filter((done) => !done).length);
      return registry.metrics();
    },
  };
}

/** Brings a measure's gauge up to date; false when it could not be read, and then shows nothing of it. */
function createReader(measure: Measure, registry: Registry, needs: MetricsNeeds): () => Promise<boolean> {
  const gauge = new Gauge({
    name: `${prefix}${measure.name}`,
    help: measure.help,
    labelNames: measure.label === undefined ? [] : [measure.label],
    registers: [],
  });
  let goodUntil = 0;
  return async () => {
    if (needs.clock.now().getTime() < goodUntil) return true;
    try {
      const figures = await measure.read();
      gauge.reset();
      for (const { label, value } of figures) {
        if (measure.label === undefined || label === undefined) gauge.set(value);
        else gauge.set({ [measure.label]: label }, value);
      }
      registry.registerMetric(gauge);
      goodUntil = needs.clock.now().getTime() + (measure.keptSeconds ?? 0) * 1000;
      return true;
    } catch (error) {
      needs.log.warn({ measure: measure.name, error: String(error) }, 'a measure could not be read');
      registry.removeSingleMetric(`${prefix}${measure.name}`);
      return false;
    }
  };
}
