import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { keepUpload } from '#identify/sources';
import type { ScreeningView } from '#identify/screening/api';
import type { App } from '#app';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { isRefusal, refuse } from '../../platform/errors/index.ts';
import { ask, askAndPrint } from '../ask-route.ts';
import { followJob } from '../follow-job.ts';
import { answer, endOn, figures } from '../output.ts';
import { ownProgram, type Program } from '../program.ts';
import { servedProgram } from '../served-program.ts';
import { sendFile } from '../import-there.ts';
import { withEither } from '../with-app.ts';

type Options = {
  columns: string;
  channel: string;
  supplier: string;
  list: string;
  single?: boolean;
  expires?: string;
  cost?: string;
  currency?: string;
  json?: boolean;
};

const bytesMost = 5_000_000_000;

/** `chacun screening`: rented and exchanged files held against the base (repoussoir). */
export function addScreeningCommand(program: Command): void {
  const screening = program
    .command('screening')
    .description('rented files against the base: new, known, left out');
  screening
    .command('run <files...>')
    .description('hold files against the base and each other; nobody is imported')
    .requiredOption('--columns <names>', 'email=Mail,familyName=Nom,street=Rue,postcode=CP…')
    .requiredOption('--channel <channel>', 'what the list is for: email, sms, phone or post')
    .requiredOption('--supplier <name>', 'whose list it is')
    .requiredOption('--list <name>', 'what the list is called')
    .option('--single', 'the licence is for one use')
    .option('--expires <day>', 'the last day of the licence, as 2026-12-31')
    .option('--cost <amount>', 'of each address, as 0.15')
    .option('--currency <code>')
    .option('--json', 'one JSON document')
    .action((files: string[], options: Options, command: Command) => run(files, options, command));
  screening
    .command('list')
    .option('--json', 'one JSON document')
    .action(({ json }: { json?: boolean }, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/screenings' },
        {
          json: json ?? false,
          columns: ['screeningId', 'state', 'files', 'counts', 'cost', 'costPerNew'],
          empty: 'No file was screened yet.',
        },
      ),
    );
}

async function run(files: readonly string[], options: Options, command: Command): Promise<void> {
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) endOn(refuse('not-found', 'no-such-file', `There is no file ${missing}.`));
  const view = await withEither(command, {
    own: (app) => screen(ownProgram(app), files, options, (file) => keepHere(app, file)),
    served: (access) =>
      screen(servedProgram(access), files, options, async (file) => (await sendFile(access, file)).fileId),
  });
  answer(view, { json: options.json ?? false, text: () => figures({ ...view, ...view.counts }) });
}

async function keepHere(app: App, file: string): Promise<string> {
  const { database, folder } = app.engines;
  const kept = await keepUpload(
    { fileName: basename(file), content: createReadStream(file), maxBytes: bytesMost, by: 'command line' },
    { database, folder: folder.files, clock: app.clock },
  );
  return isRefusal(kept) ? endOn(kept) : kept.fileId;
}

async function screen(
  program: Program,
  files: readonly string[],
  options: Options,
  send: (file: string) => Promise<string>,
): Promise<ScreeningView> {
  const columns = Object.fromEntries(options.columns.split(',').map((one) => one.split('=')));
  const sent = [];
  for (const file of files) sent.push({ fileId: await send(file), columns });
  const licence = {
    ...{
      supplier: options.supplier,
      list: options.list,
      use: options.single === true ? 'single' : 'multiple',
    },
    ...{ expiresOn: options.expires, costPerAddress: options.cost, currency: options.currency },
  };
  const begun = await ask<ScreeningView>(program, {
    ...{
      method: 'POST',
      path: '/api/v1/screenings',
      body: { files: sent, channel: options.channel, licence },
    },
  });
  await program.start();
  if (begun.jobId !== null) await followJob(program, begun.jobId, 'Screening');
  const { screeningId } = begun;
  const view = await ask<ScreeningView>(program, {
    ...{ method: 'GET', path: '/api/v1/screenings/{screeningId}', params: { screeningId } },
  });
  if (view.state === 'failed')
    endOn(refuse('conflict', 'screening-failed', view.error ?? 'The screening failed.'));
  return view;
}
