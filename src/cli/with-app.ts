import type { Command } from 'commander';
import { type App, openApp } from '#app';
import { systemClock } from '../platform/clock/index.ts';
import { type Config, readConfig } from '../platform/config/index.ts';
import { isRefusal } from '../platform/errors/index.ts';
import { createLog } from '../platform/logging/index.ts';
import { endOn } from './output.ts';

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

/** Opens the program on the command's data folder, does the work, and closes it whatever happened. */
export async function withApp<T>(command: Command, work: (app: App) => Promise<T>): Promise<T> {
  const config = configOf(command);
  const app = await openApp({ config, clock: systemClock, log: createLog(config.logLevel) });
  if (isRefusal(app)) return endOn(app);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
