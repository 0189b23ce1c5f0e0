import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createMarket, type Market } from './market.ts';
import { marketFiles, type MarketFile } from './market-files.ts';
import { writeMarketFiles } from './write-files.ts';

function fileNamed(from: Market, name: string): MarketFile {
  const file = marketFiles(from).find((candidate) => candidate.name === name);
  if (!file) throw new Error(`no file ${name}`);
  return file;
}

function bytesIn(file: MarketFile): number {
  let bytes = 0;
  for (const chunk of file.chunks()) bytes += chunk.length;
  return bytes;
}

describe('size', () => {
  const collect = (): number => {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    return process.memoryUsage().heapUsed;
  };

  test('200 000 people are written without being kept', () => {
    const large = createMarket({ seed: 1, people: 200_000, until: '2026-11-22' });
    let lines = 0;
    let early = 0;
    for (const chunk of fileNamed(large, 'web-people.jsonl').chunks()) {
      for (const byte of chunk) if (byte === 10) lines++;
      if (early === 0 && lines > 10_000) early = collect();
    }
    expect(lines).toBeGreaterThan(100_000);
    expect(collect() - early).toBeLessThan(4_000_000);
  });

  test('five million people begin at once', () => {
    const huge = createMarket({ seed: 1, people: 5_000_000, until: '2026-11-22' });
    const [chunk] = fileNamed(huge, 'shop-order-lines.csv').chunks();
    expect(
      Buffer.from(chunk ?? [])
        .toString('latin1')
        .split('\r\n').length,
    ).toBeGreaterThan(300);
  });

  test('files are written through the writer given, without the truth unless asked', async () => {
    const tiny = createMarket({ seed: 1, people: 1, until: '2026-11-22' });
    const sizes = new Map<string, number>();
    const write = async (file: MarketFile): Promise<void> => void sizes.set(file.name, bytesIn(file));
    const names = await writeMarketFiles({ market: tiny, write });
    expect(names).toEqual([...sizes.keys()]);
    expect(names.some((name) => name.startsWith('truth/'))).toBe(false);
    const all = await writeMarketFiles({ market: tiny, write, withTruth: true });
    expect(all).toEqual([...names, 'truth/pairs.csv', 'truth/people.csv']);
  });

  test('impossible markets are refused with the figure', () => {
    expect(() => createMarket({ seed: 1, people: 0, until: '2026-11-22' })).toThrow('not 0');
    expect(() => createMarket({ seed: 1, people: 6_000_000, until: '2026-11-22' })).toThrow('6000000');
    expect(() => createMarket({ seed: 1, months: 61, until: '2026-11-22' })).toThrow('61');
    expect(() => createMarket({ seed: 1, until: '22/11/2026' })).toThrow('22/11/2026');
  });
});
