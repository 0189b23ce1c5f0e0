import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { bytesOf, type RouteCall } from '#app';
import type { RawReply } from '../../platform/http/index.ts';
import { ask } from '../ask-route.ts';
import { answer } from '../output.ts';
import { withApp } from '../with-app.ts';

/** `chacun export`: lists as CSV that no spreadsheet runs. */
export function addExportCommand(program: Command): void {
  const exports = program
    .command('export')
    .description('customers, a segment or a campaign’s messages as CSV');
  const add = (name: string, call: (id: string) => RouteCall) =>
    exports
      .command(name)
      .requiredOption('--to <file>', 'the file to write; replaced only when all is written')
      .option('--json', 'one JSON document')
      .action((...given: unknown[]) => {
        const command = given.at(-1) as Command;
        return write(
          call(typeof given[0] === 'string' ? given[0] : ''),
          command.opts<{ to: string; json?: boolean }>(),
          command,
        );
      });
  add('customers', () => ({ method: 'GET', path: '/api/v1/customers.csv' }));
  add('segment <segmentId>', (id) => ({
    method: 'GET',
    path: '/api/v1/segments/{id}/customers.csv',
    params: { id },
  }));
  add('messages <campaignId>', (id) => ({
    method: 'GET',
    path: '/api/v1/campaigns/{id}/messages.csv',
    params: { id },
  }));
}

function write(call: RouteCall, options: { to: string; json?: boolean }, command: Command): Promise<void> {
  return withApp(command, async (app) => {
    const reply = await ask<RawReply>(app, { ...call, query: call.query ?? {} });
    const partial = `${options.to}.partial`;
    let bytes = 0;
    async function* counted() {
      for await (const chunk of bytesOf(reply)) {
        bytes += Buffer.byteLength(chunk);
        yield chunk;
      }
    }
    try {
      await pipeline(
        Readable.from(counted(), { objectMode: false }),
        createWriteStream(partial, { mode: 0o600 }),
      );
      await rename(partial, options.to);
    } catch (fault) {
      await rm(partial, { force: true });
      throw fault;
    }
    answer(
      { file: options.to, bytes },
      { json: options.json ?? false, text: () => `${bytes} bytes in ${options.to}` },
    );
  });
}
