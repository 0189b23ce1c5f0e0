import type { Command } from 'commander';
import { askAndPrint } from '../ask-route.ts';

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
}
