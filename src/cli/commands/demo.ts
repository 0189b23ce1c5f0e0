import type { Command } from 'commander';
import { type DemoReport, openDemo } from '#app';
import { createLog } from '../../platform/logging/index.ts';
import { answer } from '../output.ts';
import { type Progress, startProgress } from '../progress.ts';
import { tellDemo } from '../tell-demo.ts';
import { untilStopped } from '../until-stopped.ts';
import { configOf } from '../with-app.ts';

type DemoOptions = { people: string; seed: string; port?: string; exit?: boolean; json?: boolean };

/** `chacun demo`: the whole loop on a simulated retailer, then the interface. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('live through the whole loop on a simulated retailer, then leave the interface running')
    .option('--people <n>', 'people of the market', '20000')
    .option('--seed <n>', 'the same seed gives the same market', '7')
    .option('--port <n>', 'of the interface; default 8080 (any free one with --exit)')
    .option('--exit', 'stop after the report')
    .option('--json', 'one JSON document')
    .action((options: DemoOptions, command: Command) => demo(options, command));
}

async function demo(options: DemoOptions, command: Command): Promise<void> {
  const port = options.port ?? (options.exit === true ? '0' : undefined);
  const config = configOf(command, port === undefined ? {} : { port });
  const stopped = options.exit === true ? undefined : untilStopped();
  const wanted = { people: Number(options.people), seed: Number(options.seed) };
  const shown = showSteps();
  const opened = await openDemo({ config, log: createLog(config.logLevel), wanted, step: shown.step });
  shown.end();
  answer(opened.report, {
    json: options.json ?? false,
    text: () => tellDemo(opened.report satisfies DemoReport),
  });
  if (stopped === undefined) return opened.close();
  const served = await opened.serve();
  process.stderr.write(
    `\nThe interface is at ${served.address}\n  sign in as ${served.email}\n  password   ${served.password}\n\nCtrl-C stops it.\n`,
  );
  await stopped;
  await opened.close();
}

/** One bar a step: when the title changes, the last one is done. */
function showSteps(): { step: (title: string, done: number, total: number | null) => void; end(): void } {
  let current: { title: string; progress: Progress } | undefined;
  const end = () => current?.progress.end();
  return {
    step: (title, done, total) => {
      if (current?.title !== title) {
        end();
        current = { title, progress: startProgress(title) };
      }
      current.progress.set(done, total);
    },
    end,
  };
}
