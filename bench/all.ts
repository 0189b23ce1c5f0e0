import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Runs every bench, one after another (two cores: never two at once), and ends with what each printed last. */
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'all.ts' && !/-setup\.ts$|\.child\.ts$/.test(file))
  .toSorted();

for (const file of benches) {
  process.stdout.write(`\n── ${file}\n`);
  const run = spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, file)], {
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=8192' },
  });
  if (run.status !== 0) process.exitCode = 1;
}
