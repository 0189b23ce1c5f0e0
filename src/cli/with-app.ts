import type { Command } from 'commander';
import { type App, findLocalAccess, type LocalAccess, openApp } from '#app';
import { systemClock } from '../platform/clock/index.ts';
import { type Config, readConfig } from '../platform/config/index.ts';
import { isRefusal, refuse } from '../platform/errors/index.ts';
import { dataFolderAt } from '../platform/files/index.ts';
import { createLog } from '../platform/logging/index.ts';
import { endOn } from './output.ts';
import { ownProgram, type Program } from './program.ts';
import { servedProgram } from './served-program.ts';

/** The configuration of a command: environment, then the words before it. Quiet unless asked: people read the answer. */
export function configOf(
  command: Command,
  flags: { port?: string; host?: string } = {},
  logLevel = 'warn',
): Config {
  const globals = command.optsWithGlobals<{ data?: string; logLevel?: string }>();
  const level = globals.logLevel ?? process.env['CHACUN_LOG_LEVEL'] ?? logLevel;
  const config = readConfig(
    { ...process.env, CHACUN_LOG_LEVEL: level },
    { ...(globals.data === undefined ? {} : { data: globals.data }), ...flags },
  );
  return isRefusal(config) ? endOn(config) : config;
}

/**
 * Does work with the program on the command's data folder: opened for it and closed whatever happened or, when a server has the folder
 * open, asked from that server. Everything that speaks by routes and jobs comes out the same.
 */
export function withApp<T>(command: Command, work: (program: Program) => Promise<T>): Promise<T> {
  return withEither(command, {
    own: (app) => work(ownProgram(app)),
    served: (access) => work(servedProgram(access)),
  });
}

/** As `withApp`, for what is done in one way here and in another through the server. */
export async function withEither<T>(
  command: Command,
  work: { own(app: App): Promise<T>; served(access: LocalAccess): Promise<T> },
): Promise<T> {
  const config = configOf(command);
  const app = await openApp({ config, clock: systemClock, log: createLog(config.logLevel) });
  if (isRefusal(app)) {
    const pid = app.code === 'folder-in-use' ? Number(app.details['pid']) : undefined;
    const access =
      pid === undefined ? undefined : await findLocalAccess(dataFolderAt(config.dataFolder), pid);
    return access === undefined ? endOn(app) : work.served(access);
  }
  try {
    return await work.own(app);
  } finally {
    await app.close();
  }
}

/** For what only works on a data folder nobody else has open: says so when a server has it. */
export function withOwnApp<T>(command: Command, work: (app: App) => Promise<T>): Promise<T> {
  return withEither(command, {
    own: work,
    served: ({ address }) => {
      const name = command.name();
      const message = `"${name}" needs the data folder for itself, and the server at ${address} has it. Stop the server first.`;
      return endOn(refuse('unavailable', 'folder-in-use', message, { address }));
    },
  });
}
