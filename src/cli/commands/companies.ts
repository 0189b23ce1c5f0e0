import type { Command } from 'commander';
import { refuse } from '../../platform/errors/index.ts';
import { askAndPrint } from '../ask-route.ts';
import { endOn } from '../output.ts';

type Json = { json?: boolean };

/** `chacun companies`: where people work. */
export function addCompaniesCommand(program: Command): void {
  const companies = program.command('companies').description('companies that people’s records name');
  companies
    .command('list')
    .description('by name; search by name or SIREN')
    .option('--search <words>')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action(({ json, ...query }: Json & Record<string, string>, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/companies', query },
        {
          json: json ?? false,
          columns: ['companyId', 'name', 'siren', 'people'],
          empty: 'No record names a company.',
        },
      ),
    );
  companies
    .command('show <companyId>')
    .description('people and roles, establishments, group, sales')
    .option('--json', 'one JSON document')
    .action((companyId: string, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/companies/{companyId}', params: { companyId } },
        { json: json ?? false },
      ),
    );
  companies
    .command('parent <companyId>')
    .description('say which company it belongs to')
    .option('--siren <number>', 'SIREN of the parent')
    .option('--none', 'it has none, whatever records say')
    .option('--json', 'one JSON document')
    .action((companyId: string, options: Json & { siren?: string; none?: boolean }, command: Command) => {
      if ((options.siren === undefined) === (options.none !== true))
        endOn(refuse('invalid', 'which-parent', 'Say either --siren, or --none.'));
      return askAndPrint(
        command,
        {
          method: 'PUT',
          path: '/api/v1/companies/{companyId}/parent',
          params: { companyId },
          body: { parentSiren: options.siren ?? null },
        },
        { json: options.json ?? false },
      );
    });
}
