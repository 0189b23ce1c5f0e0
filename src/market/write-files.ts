import type { Market } from './market.ts';
import { marketFiles, type MarketFile } from './market-files.ts';

/** Writes one file's chunks somewhere; it decides the pace, so nothing piles up in memory. */
export type WriteFile = (file: MarketFile) => Promise<void>;

/**
 * Writes all files of a market through the writer given (for a folder: `pipeline(file.chunks(), createWriteStream(path))`),
 * one after another, and tells their names. The truth is left out unless asked for.
 */
export async function writeMarketFiles(input: {
  market: Market;
  write: WriteFile;
  withTruth?: boolean;
}): Promise<string[]> {
  const names: string[] = [];
  for (const file of marketFiles(input.market)) {
    if (file.kind === 'truth' && input.withTruth !== true) continue;
    await input.write(file);
    names.push(file.name);
  }
  return names;
}
