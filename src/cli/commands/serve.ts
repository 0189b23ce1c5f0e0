import type { Command } from 'commander';
import { openApp, serve } from '#app';
import { systemClock } from '../../platform/clock/index.ts';
import { isRefusal } from '../../platform/errors/index.ts';
import { createLog } from '../../platform/logging/index.ts';
import { endOn } from '../output.ts';
import { untilStopped } from '../until-stopped.ts';
import { configOf } from '../with-app.ts';

/** `chacun serve`: everything in one process. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('run the interface, the API, the tracking links and the jobs, on one port')
    .option('--port <n>', 'CHACUN_PORT; default 8080')
    .option('--host <name>', 'CHACUN_HOST; default 127.0.0.1')
    .action(async (options: { port?: string; host?: string }, command: Command) => {
      const config = configOf(command, options, 'info');
      const stopped = untilStopped();
      const app = await openApp({ config, clock: systemClock, log: createLog(config.logLevel) });
      if (isRefusal(app)) return endOn(app);
      const served = await serve(app).catch(async (fault: unknown) => {
        await app.close();
        throw fault;
      });
      process.stderr.write(`Chacun is at ${served.address}\n`);
      await stopped;
      await served.close();
      await app.close();
    });
}
