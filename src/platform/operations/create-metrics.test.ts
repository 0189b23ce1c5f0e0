import { expect, it } from 'vitest';
import { standingClock } from '../clock/index.ts';
import { silentLog } from '../logging/index.ts';
import type { Measure } from '../module/index.ts';
import { createMetrics } from './create-metrics.ts';

function metricsOf(...measures: Measure[]) {
  const clock = standingClock('2026-01-01T00:00:00Z');
  return {
    clock,
    metrics: createMetrics({ clock, log: silentLog, version: '1.2.3', measures: () => measures }),
  };
}

const ours = (text: string) => text.split('\n').filter((line) => line.startsWith('chacun_'));

it('shows measures, leaves out what cannot be read, and says how many those are', async () => {
  let broken = true;
  const { metrics } = metricsOf(
    { name: 'one', help: 'One.', read: async () => [{ value: 1.5 }] },
    {
      name: 'some',
      help: 'Some.',
      label: 'state',
      read: async () => {
        if (broken) throw new Error('PostgreSQL is away');
        return [{ label: 'a "b"', value: 2 }];
      },
    },
  );
  expect(ours(await metrics.text())).toEqual([
    'chacun_measures_unread 1',
    'chacun_info{version="1.2.3"} 1',
    'chacun_one 1.5',
  ]);
  broken = false;
  expect(ours(await metrics.text())).toEqual([
    'chacun_measures_unread 0',
    'chacun_info{version="1.2.3"} 1',
    'chacun_one 1.5',
    'chacun_some{state="a \\"b\\""} 2',
  ]);
});

it('forgets a label that is no longer there, and reads a costly measure again only after its time', async () => {
  let reads = 0;
  const { metrics, clock } = metricsOf({
    name: 'costly',
    help: 'Costly.',
    label: 'read',
    keptSeconds: 60,
    read: async () => [{ label: String((reads += 1)), value: 1 }],
  });
  await metrics.text();
  clock.pass(59_999);
  expect(ours(await metrics.text())).toContain('chacun_costly{read="1"} 1');
  clock.pass(1);
  const later = ours(await metrics.text()).filter((line) => line.startsWith('chacun_costly'));
  expect(later).toEqual(['chacun_costly{read="2"} 1']);
});

it('counts replies by declared route in cumulative buckets', async () => {
  const { metrics } = metricsOf();
  for (const seconds of [0.004, 0.2, 40])
    metrics.hear({ method: 'GET', route: '/api/v1/jobs', status: 200, seconds });
  const text = await metrics.text();
  const labels = 'method="GET",route="/api/v1/jobs",status="200"';
  const buckets = text
    .split('\n')
    .filter((line) => line.includes('_seconds_bucket{') && line.includes(labels));
  expect(buckets.map((line) => [/le="([^"]+)"/.exec(line)?.[1], Number(line.split(' ').at(-1))])).toEqual([
    ...['0.005', '0.01', '0.025', '0.05', '0.1'].map((le) => [le, 1]),
    ...['0.25', '0.5', '1', '2.5', '5', '10', '30'].map((le) => [le, 2]),
    ['+Inf', 3],
  ]);
  expect(text).toContain(`chacun_http_reply_seconds_count{${labels}} 3`);
});
