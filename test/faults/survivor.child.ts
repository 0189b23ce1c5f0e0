/** A process to be killed: `survivor.child.ts FOLDER`. Says "ready" once everything runs, then works until it dies. */
import { openSurvivor, work, writeOn } from './survivor.ts';

const survivor = await openSurvivor(process.argv[2] ?? '');
const { jobs, relay } = survivor;
await jobs.enqueue('walk', {}, { key: 'walk' });
for (let n = 0; n < work.small; n++) await jobs.enqueue('small', { n }, { key: `small:${n}` });
await relay.start();
await jobs.start();
process.stdout.write('ready\n');
await writeOn(survivor, new AbortController().signal);
