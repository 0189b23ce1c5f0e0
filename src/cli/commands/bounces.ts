import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { readMailFile } from '#interact/bounces';
import type { ReportCounts } from '#interact/bounces/api';
import { refuse } from '../../platform/errors/index.ts';
import { ask } from '../ask-route.ts';
import { answer, endOn, figures } from '../output.ts';
import type { Program } from '../program.ts';
import { withApp } from '../with-app.ts';

/** Messages sent at once: a request stays small. */
const atOnce = 20;

/** `chacun bounces`: what came back after messages were handed over. */
export function addBouncesCommand(program: Command): void {
  program
    .command('bounces')
    .description('bounces and complaints that came back by mail')
    .command('read <files...>')
    .description(
      'read delivery reports and complaints (one message a file, or mbox); the same one twice counts once',
    )
    .option('--json', 'one JSON document')
    .action((files: string[], { json }: { json?: boolean }, command: Command) => {
      const missing = files.find((file) => !existsSync(file));
      if (missing !== undefined) endOn(refuse('not-found', 'no-such-file', `There is no file ${missing}.`));
      return withApp(command, async (app) => {
        const counts = await takeFiles(app, files);
        answer(counts, { json: json ?? false, text: () => figures(counts) });
      });
    });
}

async function takeFiles(app: Program, files: readonly string[]): Promise<ReportCounts> {
  const counts: Record<string, number> = {};
  const take = async (messages: readonly string[]) => {
    if (messages.length === 0) return;
    const told = await ask<ReportCounts>(app, {
      ...{ method: 'POST', path: '/api/v1/mail-reports', body: { messages } },
    });
    for (const [name, count] of Object.entries(told)) counts[name] = (counts[name] ?? 0) + count;
  };
  let messages: string[] = [];
  for (const file of files)
    for await (const raw of readMailFile(file)) {
      messages.push(Buffer.from(raw).toString());
      if (messages.length < atOnce) continue;
      await take(messages);
      messages = [];
    }
  await take(messages);
  return counts as ReportCounts;
}
