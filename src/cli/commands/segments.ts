import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { refuse } from '../../platform/errors/index.ts';
import { askAndPrint } from '../ask-route.ts';
import { endOn } from '../output.ts';

type Paged = { cursor?: string; limit?: string; search?: string; json?: boolean };

/** `chacun segments`: saved conditions over what is known of each customer. */
export function addSegmentsCommand(program: Command): void {
  const segments = program
    .command('segments')
    .description('saved conditions over customers: list, count, create');
  segments
    .command('list')
    .option('--search <text>')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action(({ json, ...query }: Paged, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/segments', query },
        {
          json: json ?? false,
          columns: ['segmentId', 'name', 'version', 'changedAt'],
          empty: 'No segment yet: chacun segments create --name … --condition file.json',
        },
      ),
    );
  segments
    .command('attributes')
    .description('what conditions can speak of')
    .option('--json', 'one JSON document')
    .action(({ json }: Paged, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/attributes' },
        { json: json ?? false, columns: ['name', 'type', 'unit'] },
      ),
    );
  segments
    .command('count')
    .description('how many customers meet a condition, and how many can be reached')
    .requiredOption('--condition <json or file>', 'the condition, or a file that holds it')
    .option('--json', 'one JSON document')
    .action(async ({ condition, json }: { condition: string; json?: boolean }, command: Command) =>
      askAndPrint(
        command,
        { method: 'POST', path: '/api/v1/segments/count', body: { condition: await readJson(condition) } },
        { json: json ?? false },
      ),
    );
  segments
    .command('create')
    .requiredOption('--name <name>')
    .requiredOption('--condition <json or file>')
    .option('--json', 'one JSON document')
    .action(
      async (
        { name, condition, json }: { name: string; condition: string; json?: boolean },
        command: Command,
      ) =>
        askAndPrint(
          command,
          { method: 'POST', path: '/api/v1/segments', body: { name, condition: await readJson(condition) } },
          { json: json ?? false },
        ),
    );
  segments
    .command('customers <segmentId>')
    .description('who is in a segment now')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action((segmentId: string, { json, ...query }: Paged, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/segments/{id}/customers', params: { id: segmentId }, query },
        { json: json ?? false },
      ),
    );
}

/** A JSON document given as such, or as the name of a file. */
export async function readJson(given: string): Promise<unknown> {
  const text = /^\s*[{[]/.test(given)
    ? given
    : await readFile(given, 'utf8').catch(() =>
        endOn(refuse('not-found', 'no-such-file', `There is no file ${given}.`)),
      );
  try {
    return JSON.parse(text);
  } catch (fault) {
    return endOn(
      refuse(
        'invalid',
        'not-json',
        `${given.slice(0, 80)} is not JSON: ${fault instanceof Error ? fault.message : ''}`,
      ),
    );
  }
}
