import type { Command } from 'commander';
import { addAccount, addApiKey, changeAccount, listAccounts, type Role, roles } from '#access';
import { isRefusal, refuse } from '../../platform/errors/index.ts';
import { answer, endOn, figures, table } from '../output.ts';
import { withApp } from '../with-app.ts';

type AddOptions = { email: string; role: string; name?: string; apiKey?: boolean; json?: boolean };

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
        const rows = await listAccounts(app.engines.database.db, 0, 1_000, '');
        const shown = rows.map(({ accountId, email, name, role, disabledAt }) => ({
          accountId,
          email,
          name,
          role,
          disabledAt,
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
    const needs = { db: app.engines.database.db, clock: app.clock };
    const { email, name } = { email: options.email.toLowerCase(), name: options.name };
    if (options.apiKey === true) {
      const { key, apiKeyId } = await addApiKey({ name: name ?? email, role, createdBy: null }, needs);
      const told = { apiKeyId, role, apiKey: key };
      return answer(told, { json: options.json ?? false, text: () => figures(told) });
    }
    const added = await addAccount({ email, role, name }, needs);
    if (isRefusal(added)) return endOn(added);
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
    const needs = { db: app.engines.database.db, clock: app.clock };
    const found = (await listAccounts(needs.db, 0, 1_000, options.email)).find(
      ({ email }) => email === options.email.toLowerCase(),
    );
    if (found === undefined)
      return endOn(refuse('not-found', 'no-such-account', `Nobody has the e-mail ${options.email}.`));
    const changed = await changeAccount(found.accountId, { resetPassword: true }, needs);
    if (isRefusal(changed)) return endOn(changed);
    const told = { accountId: found.accountId, email: found.email, password: changed.password };
    return answer(told, { json: options.json ?? false, text: () => figures(told) });
  });
}
