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

it('says of each what it must be', () => {
  const faultsOf = (environment: Record<string, string>) => {
    const read = readConfig(environment);
    return 'refused' in read ? read.details['faults'] : [];
  };
  expect(faultsOf({ CHACUN_PORT: 'eighty' })).toEqual([
    'CHACUN_PORT: must be a whole number from 0 to 65535',
  ]);
  expect(faultsOf({ CHACUN_PORT: '80.5' })).toEqual(faultsOf({ CHACUN_PORT: '-1' }));
  expect(faultsOf({ SMTP_URL: 'http://mail.example.org' })).toEqual([
    'SMTP_URL: must be a URL starting with smtp:// or smtps://',
  ]);
  expect(faultsOf({ SMTP_URL: 'smtp:///' })).toEqual([
    'SMTP_URL: must name a host, like smtp://mail.example.org:587',
  ]);
  expect(faultsOf({ SMTP_URL: 'smtp://mail.example.org' })).toEqual([]);
});
