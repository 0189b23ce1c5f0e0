import { createServer } from 'node:net';
import { join } from 'node:path';
import { addAccount, changeAccount, listAccounts } from '#access';
import { openLetterbox } from '../../adapters/letterbox/index.ts';
import { type Clock, systemClock } from '../../platform/clock/index.ts';
import type { Config } from '../../platform/config/index.ts';
import { orThrow } from '../../platform/errors/index.ts';
import type { Log } from '../../platform/logging/index.ts';
import { type App, openApp } from '../open-app.ts';
import { serve } from '../serve.ts';
import { demoClock } from './demo-clock.ts';
import type { DemoReport } from './demo-report.ts';
import type { Step } from './import-market.ts';
import { demoTest } from './demo-campaign.ts';
import { beginDemo, runDemo } from './run-demo.ts';

export type OpenDemo = {
  readonly report: DemoReport;
  /** Leaves the interface running, and gives its administrator a new password. */
  serve(): Promise<{ address: string; email: string; password: string }>;
  close(): Promise<void>;
};

const email = 'demo@chacun.example';

/**
 * Opens a data folder as a demo: lives through the loop the first time, finds its report the next times. Mail goes to a
 * letterbox of this machine, never out.
 */
export async function openDemo(needs: {
  config: Config;
  log: Log;
  wanted: { people: number; seed: number };
  step: Step;
}): Promise<OpenDemo> {
  const { log, step } = needs;
  const letterbox = await openLetterbox({ folder: join(needs.config.dataFolder, 'letterbox') });
  const port = needs.config.port === 0 ? await freePort() : needs.config.port;
  const config = { ...needs.config, port, smtpUrl: letterbox.url };
  const open = async (clock: Clock) => orThrow(await openApp({ config, clock, log }));
  let app: App | undefined;
  const close = async () => {
    await app?.close();
    await letterbox.close();
  };
  try {
    const clock = demoClock(systemClock.now());
    app = await open(clock);
    const state = await beginDemo(app, { ...needs.wanted, launchAt: launchMoment(systemClock.now()) });
    const report = state.report ?? (await runDemo(state, { app, clock, letterbox, step }));
    await app.close();
    app = undefined;
    return {
      report,
      serve: async () => {
        app = await open(systemClock);
        const password = await administrator(app);
        const { address, close: stop } = await serve(app);
        const closing = app.close;
        app = { ...app, close: () => stop().then(closing) };
        return { address, email, password };
      },
      close,
    };
  } catch (fault) {
    await close();
    throw fault;
  }
}

/** Nine o’clock in the morning, long enough ago for the day after the campaign’s window to be over, whatever the time now. */
function launchMoment(now: Date): Date {
  const day = new Date(now.getTime() - (demoTest.windowDays + 2) * 86_400_000);
  return new Date(`${day.toISOString().slice(0, 10)}T09:00:00.000Z`);
}

async function administrator(app: App): Promise<string> {
  const needs = { db: app.engines.database.db, clock: app.clock };
  const [known] = await listAccounts(needs.db, 0, 1, email);
  const account =
    known === undefined
      ? await addAccount({ email, name: 'Démonstration', role: 'admin' }, needs)
      : await changeAccount(known.accountId, { resetPassword: true }, needs);
  return orThrow(account).password ?? '';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
