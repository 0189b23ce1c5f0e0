import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { programFile } from '#test/program-file';

/**
 * Runs a program of this folder in a process of its own; `onLine` hears each line of JSON it says and may kill it. Answers the
 * last thing it said, or undefined when it was killed; fails when it dies by itself.
 */
export async function runChild(
  program: string,
  words: readonly string[],
  onLine?: (child: ChildProcess) => void,
): Promise<unknown> {
  const script = [programFile(`test/faults/${program}`), ...words];
  const started = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = new Promise<void>((resolve) => started.once('exit', () => resolve()));
  let last: unknown;
  for await (const said of createInterface({ input: started.stdout })) {
    last = JSON.parse(said);
    onLine?.(started);
  }
  await exit;
  if (started.signalCode === 'SIGKILL') return undefined;
  expect(started.exitCode).toBe(0);
  return last;
}
