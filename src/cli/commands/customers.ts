import type { Command } from 'commander';
import type { Survivorship } from '#identify/customers/api';
import { ask, askAndPrint } from '../ask-route.ts';
import { answer, endOn, figures } from '../output.ts';
import { refuse } from '../../platform/errors/index.ts';
import { withApp } from '../with-app.ts';

type Search = { city?: string; consent?: string; cursor?: string; limit?: string; json?: boolean };

/** `chacun customers`: find one, see all of one. */
export function addCustomersCommand(program: Command): void {
  const customers = program.command('customers').description('find customers; see one with its history');
  const columns = ['customerId', 'givenName', 'familyName', 'email', 'phone', 'city'];
  customers
    .command('search [words]')
    .description('by name, e-mail, phone or card')
    .option('--city <name>')
    .option('--consent <channel:purpose>', 'such as email:marketing')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action((words: string | undefined, { json, ...filters }: Search, command: Command) => {
      const query = words === undefined ? filters : { ...filters, search: words };
      return askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/customers', query },
        { json: json ?? false, columns, empty: 'Nobody is found.' },
      );
    });
  customers
    .command('show <customerId>')
    .description('identity with lineage, consents, orders, contacts, value')
    .option('--json', 'one JSON document')
    .action((customerId: string, { json }: { json?: boolean }, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/customers/{customerId}', params: { customerId } },
        { json: json ?? false },
      ),
    );
  customers
    .command('timeline <customerId>')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action((customerId: string, { json, ...query }: Search, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/customers/{customerId}/timeline', params: { customerId }, query },
        {
          json: json ?? false,
          columns: ['at', 'kind', 'key'],
          empty: 'Nothing has happened yet.',
        },
      ),
    );
  addSurvivorship(customers);
}

type Choosing = { set?: string[]; preview?: boolean; json?: boolean };

function addSurvivorship(customers: Command): void {
  customers
    .command('survivorship')
    .description('by which rule each part of a golden record is chosen')
    .option('--set <part=rule...>', 'such as email=agreed, name=trusted:web,shop')
    .option('--preview', 'tell what --set would change, and change nothing')
    .option('--json', 'one JSON document')
    .action(({ set = [], preview = false, json = false }: Choosing, command: Command) =>
      withApp(command, async (app) => {
        const path = '/api/v1/survivorship';
        const rules = await ask<Survivorship>(app, { method: 'GET', path });
        const body = { ...rules, ...Object.fromEntries(set.map(ruleSaid)) };
        const asked = preview || set.length > 0;
        const said = preview
          ? await ask<object>(app, { method: 'POST', path: `${path}/preview`, body })
          : asked
            ? await ask<object>(app, { method: 'PUT', path, body })
            : rules;
        answer(said, { json, text: () => figures(said as Record<string, unknown>) });
      }),
    );
}

/** `name=trusted:web,shop` as the part and its rule. */
function ruleSaid(words: string): [string, object] {
  const [, part, by, sources] = /^(\w+)=(\w+)(?::(.+))?$/.exec(words) ?? [];
  if (part === undefined || by === undefined)
    return endOn(
      refuse('invalid', 'rule-unreadable', `${words} is not part=rule, such as name=trusted:web,shop.`),
    );
  return [part, sources === undefined ? { by } : { by, sources: sources.split(',') }];
}
