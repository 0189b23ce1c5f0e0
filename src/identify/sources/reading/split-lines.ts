import { emptyBatch, type LineFault, longestLine, type Splitter } from './row-batch.ts';

/**
 * Splits text into lines and turns each into values by `read`, which answers a fault for a line it cannot read.
 * Blank lines are passed over; a line longer than `limit` characters is a fault and is not held in memory.
 */
export function createLineSplitter(
  read: (line: string) => string[] | LineFault,
  limit = longestLine,
): Splitter {
  let rest = '';
  let line = 1;
  let skipping = false;
  const tooLong = { code: 'line-too-long', message: `The line is longer than ${limit} characters.` };
  const split = (text: string, ended: boolean) => {
    const batch = emptyBatch();
    const add = (content: string) => {
      const answer = content.length > limit ? tooLong : read(content);
      if (!Array.isArray(answer)) batch.faults.set(batch.rows.length, answer);
      batch.lines.push(line);
      batch.rows.push(Array.isArray(answer) ? answer : [content.slice(0, 1000)]);
    };
    let at = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', at)) {
      const content = text.slice(at, text.charCodeAt(end - 1) === 13 && end > at ? end - 1 : end);
      if (!skipping && content.trim() !== '') add(content);
      skipping = false;
      line += 1;
      at = end + 1;
    }
    rest = skipping ? '' : text.slice(at);
    if (!skipping && (rest.length > limit || (ended && rest.trim() !== ''))) {
      add(rest);
      skipping = rest.length > limit;
      rest = '';
    }
    return batch;
  };
  return {
    push: (text) => split(rest + text, false),
    end: () => split(rest, true),
    waiting: () => rest.length,
  };
}
