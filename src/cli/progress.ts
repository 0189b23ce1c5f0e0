import { SingleBar } from 'cli-progress';

/** Shows how far a long act is: a bar on a terminal, a line every tenth elsewhere; always on standard error. */
export type Progress = {
  set(done: number, total: number | null, note?: string): void;
  end(note?: string): void;
};

/** Starts showing progress under a title. */
export function startProgress(title: string): Progress {
  return process.stderr.isTTY ? bar(title) : lines(title);
}

function bar(title: string): Progress {
  const shown = new SingleBar({
    format: `${title.padEnd(28)} {bar} {percentage} %  {note}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    stream: process.stderr,
  });
  shown.start(1, 0, { note: '' });
  return {
    set: (done, total, note = '') => {
      if (total !== null) shown.setTotal(Math.max(total, 1));
      shown.update(done, { note });
    },
    end: (note = '') => {
      shown.update(shown.getTotal(), { note });
      shown.stop();
    },
  };
}

function lines(title: string): Progress {
  let tenth = -1;
  return {
    set: (done, total, note = '') => {
      const now = total === null || total === 0 ? -1 : Math.floor((10 * done) / total);
      if (now <= tenth) return;
      tenth = now;
      process.stderr.write(`${title}: ${now * 10} % ${note}\n`);
    },
    end: (note = '') => process.stderr.write(`${title}: done ${note}\n`),
  };
}
