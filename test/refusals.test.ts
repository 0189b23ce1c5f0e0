import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What is only ever said at a terminal: starting, configuring, backing up and restoring. */
const atTerminal = /^src\/(cli|web|market|app|platform\/(backup|config))\//;

/** A refusal's code, where it is written out beside its kind. */
const written = /refuse\(\s*'[a-z-]+',\s*'([a-z0-9-]+)'/g;

test('every refusal that a screen may meet has words in both languages', async () => {
  // By its address: pages and servers are two worlds to the compiler.
  const words = new URL('../src/web/components/refusals.words.ts', import.meta.url).href;
  const { refusalWords } = (await import(words)) as {
    refusalWords: Record<'fr' | 'en', Record<string, string>>;
  };
  const codes = new Set<string>();
  for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    const file = `src/${name}`;
    if (!/(?<!\.test)\.ts$/.test(file) || atTerminal.test(file)) continue;
    for (const [, code] of readFileSync(file, 'utf8').matchAll(written)) if (code) codes.add(code);
  }
  expect(codes.size).toBeGreaterThan(100);
  for (const language of ['fr', 'en'] as const) {
    const said = refusalWords[language];
    expect([...codes].filter((code) => (said[code] ?? '') === '').sort(), language).toEqual([]);
  }
});
