import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it('names every fault at once, without repeating values', () => {
  const refusal = readConfig({
    DATABASE_URL: 'mysql://root:secret@x/y',
    CHACUN_PORT: '99999',
    CHACUN_TIME_ZONE: 'Mars/Base',
  });
  expect(refusal).toMatchObject({ refused: true, code: 'bad-configuration' });
  const text = JSON.stringify(refusal);
  for (const name of ['DATABASE_URL', 'CHACUN_PORT', 'CHACUN_TIME_ZONE']) expect(text).toContain(name);
  expect(text).not.toContain('secret');
});

it('puts the command line over the environment, and takes an empty variable for an absent one', () => {
  expect(readConfig({ CHACUN_DATA: '/a', DATABASE_URL: '' }, { data: '/b', port: 0 })).toMatchObject({
    dataFolder: '/b',
    port: 0,
    databaseUrl: undefined,
  });
});
