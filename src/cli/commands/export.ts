import type { Command } from 'commander';
import type { RouteCall } from '#app';
import type { RawReply } from '../../platform/http/index.ts';
import { ask } from '../ask-route.ts';
import { answer } from '../output.ts';
import { withApp } from '../with-app.ts';
import { writeReply } from '../write-reply.ts';

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
    const bytes = await writeReply(reply, options.to);
    answer(
      { file: options.to, bytes },
      { json: options.json ?? false, text: () => `${bytes} bytes in ${options.to}` },
    );
  });
}
