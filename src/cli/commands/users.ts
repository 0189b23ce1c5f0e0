import type { Command } from 'commander';
import type { z } from 'zod';
import { type Role, roles } from '#access';
import type { Accounts, ChangedAccount, NewAccount, NewApiKey } from '#access/api';
import { refuse } from '../../platform/errors/index.ts';
import { ask } from '../ask-route.ts';
import { answer, endOn, figures, table } from '../output.ts';
import type { Program } from '../program.ts';
import { withApp } from '../with-app.ts';

type AddOptions = { email: string; role: string; name?: string; apiKey?: boolean; json?: boolean };
type AccountView = z.infer<typeof Accounts>['items'][number];

/** `chacun users`: who may sign in. */
export function addUsersCommand(program: Command): void {
  const users = program.command('users').description('who may sign in, and with which role');
  users
    .command('add')
    .description('add a user, or an API key; the password or key is shown this once')
    .requiredOption('--email <address>', 'their e-mail, which they sign in with')
    .requiredOption('--role <role>', roles.join(', '))
    .option('--name <name>', 'how the interface calls them')
    .option('--api-key', 'make an API key with this role instead of a password')
    .option('--json', 'one JSON document')
    .action((options: AddOptions, command: Command) => addUser(options, command));
  users
    .command('list')
    .description('users and their roles')
    .option('--json', 'one JSON document')
    .action((options: { json?: boolean }, command: Command) =>
      withApp(command, async (app) => {
        const shown = (await accountsLike(app, '')).map(({ accountId, email, name, role, disabledAt }) => ({
          ...{ accountId, email, name, role, disabledAt },
        }));
        answer({ items: shown }, { json: options.json ?? false, text: () => table(shown) });
      }),
    );
  users
    .command('reset-password')
    .description('give a user a new password, shown this once; their sessions end')
    .requiredOption('--email <address>')
    .option('--json', 'one JSON document')
    .action((options: { email: string; json?: boolean }, command: Command) =>
      resetPassword(options, command),
    );
}

/** Every account whose name or e-mail has these words. */
async function accountsLike(app: Program, search: string): Promise<AccountView[]> {
  const all: AccountView[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await ask<z.infer<typeof Accounts>>(app, {
      method: 'GET',
      path: '/api/v1/accounts',
      query: { limit: 200, search: search === '' ? undefined : search, cursor },
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

function checkedRole(role: string): Role {
  const found = roles.find((each) => each === role);
  return (
    found ?? endOn(refuse('invalid', 'no-such-role', `"${role}" is no role. Roles: ${roles.join(', ')}.`))
  );
}

function addUser(options: AddOptions, command: Command): Promise<void> {
  const role = checkedRole(options.role);
  if (!/^[^\s@]+@[^\s@]+$/.test(options.email))
    endOn(refuse('invalid', 'not-an-email', `"${options.email}" is no e-mail address.`));
  return withApp(command, async (app) => {
    const { email, name } = { email: options.email.toLowerCase(), name: options.name };
    if (options.apiKey === true) {
      const body = { name: name ?? email, role };
      const { key, apiKeyId } = await ask<z.infer<typeof NewApiKey>>(app, {
        ...{ method: 'POST', path: '/api/v1/api-keys', body },
      });
      const told = { apiKeyId, role, apiKey: key };
      return answer(told, { json: options.json ?? false, text: () => figures(told) });
    }
    const added = await ask<z.infer<typeof NewAccount>>(app, {
      ...{ method: 'POST', path: '/api/v1/accounts', body: { email, role, name } },
    });
    const told = {
      accountId: added.accountId,
      email: added.email,
      role: added.role,
      password: added.password,
    };
    return answer(told, { json: options.json ?? false, text: () => figures(told) });
  });
}

function resetPassword(options: { email: string; json?: boolean }, command: Command): Promise<void> {
  return withApp(command, async (app) => {
    const found = (await accountsLike(app, options.email)).find(
      ({ email }) => email === options.email.toLowerCase(),
    );
    if (found === undefined)
      return endOn(refuse('not-found', 'no-such-account', `Nobody has the e-mail ${options.email}.`));
    const changed = await ask<z.infer<typeof ChangedAccount>>(app, {
      method: 'PATCH',
      path: '/api/v1/accounts/{accountId}',
      params: { accountId: found.accountId },
      body: { resetPassword: true },
    });
    const told = { accountId: found.accountId, email: found.email, password: changed.password };
    return answer(told, { json: options.json ?? false, text: () => figures(told) });
  });
}
