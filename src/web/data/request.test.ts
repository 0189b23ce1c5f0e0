import { expect, it } from 'vitest';
import { addressOf } from './request.ts';

it('builds addresses without what is empty, and quotes what needs it', () => {
  expect(addressOf('/customers', { search: 'é & co', cursor: undefined, city: '', limit: 50 })).toBe(
    '/api/v1/customers?search=%C3%A9+%26+co&limit=50',
  );
  expect(addressOf('/x', { kinds: ['a', 'b'] })).toBe('/api/v1/x?kinds=a&kinds=b');
  expect(addressOf('/x')).toBe('/api/v1/x');
});
