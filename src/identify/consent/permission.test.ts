import { expect, it } from 'vitest';
import { decidePermission, type PermissionFacts } from './permission.ts';
import { defaultPermissionRules } from './permission-rules.ts';

const silent: PermissionFacts = { said: null, opposed: null, lastOrderOn: null, contractUntil: null };
const decide = (channel: string, on: string, more: Partial<PermissionFacts> = {}, purpose = 'marketing') =>
  decidePermission({ channel, purpose, brand: '' }, { ...silent, ...more }, defaultPermissionRules, on)
    .reason;

it('the law of the day decides where nothing was said', () => {
  expect(decide('email', '2026-08-10')).toBe('nothing-said');
  expect(decide('sms', '2026-08-10')).toBe('nothing-said');
  expect(decide('post', '2026-08-10')).toBe('opt-out');
  expect(decide('phone', '2026-08-10')).toBe('opt-out');
  expect(decide('phone', '2026-08-11')).toBe('nothing-said');
  expect(decide('phone', '2026-08-11', { contractUntil: '2026-08-11' })).toBe('contract');
  expect(decide('phone', '2026-08-12', { contractUntil: '2026-08-11' })).toBe('nothing-said');
  expect(decide('email', '2026-08-11', { contractUntil: '2027-01-01' })).toBe('nothing-said');
});

it('a withdrawal closes everything, a list closes what no later word opened', () => {
  const no = { status: 'withdrawn', at: '2026-01-01T00:00:00Z' } as const;
  const yes = { status: 'granted', at: '2026-01-01T00:00:00Z' } as const;
  const opposed = { list: 'Bloctel', obtainedOn: '2026-01-01' };
  expect(decide('post', '2026-02-01', { said: no, contractUntil: '2027-01-01' })).toBe('withdrawn');
  expect(decide('phone', '2026-02-01', { said: yes, opposed })).toBe('opposed');
  expect(
    decide('phone', '2026-02-01', { said: yes, opposed: { ...opposed, obtainedOn: '2025-12-31' } }),
  ).toBe('granted');
  expect(decide('post', '2026-02-01', { opposed })).toBe('opposed');
});

it('passing data on asks for a consent of its own, on every channel', () => {
  for (const channel of ['email', 'post', 'phone'])
    expect(decide(channel, '2026-02-01', { contractUntil: '2027-01-01' }, 'third-party')).toBe(
      'nothing-said',
    );
});
