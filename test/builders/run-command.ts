import { spawn } from 'node:child_process';
import { programFile } from './program-file.ts';

/** What a command ended with. */
export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs a command on a data folder as a person would, in a process of its own. */
export async function runCommand(data: string, ...words: string[]): Promise<Ended> {
  const program = [programFile('src/cli/main.ts'), '--data', data, ...words];
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, program, {
    env: { PATH, HOME, TMPDIR },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    err += bytes.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}
