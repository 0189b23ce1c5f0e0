import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const web = join(import.meta.dirname, '../src/web');

it('every class a component names is in its stylesheet', () => {
  const missing: string[] = [];
  let named = 0;
  for (const name of readdirSync(web, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.tsx')) continue;
    const source = readFileSync(join(web, name), 'utf8');
    const sheet = /import classes from '(.+\.module\.css)'/.exec(source)?.[1];
    if (sheet === undefined) continue;
    const css = readFileSync(join(web, dirname(name), sheet), 'utf8');
    for (const [, used = ''] of source.matchAll(/\bclasses\.(\w+)/g)) {
      named += 1;
      if (!new RegExp(`\\.${used}(?!\\w)`).test(css)) missing.push(`${name}: ${used}`);
    }
  }
  expect(named).toBeGreaterThan(200);
  expect(missing).toEqual([]);
});
