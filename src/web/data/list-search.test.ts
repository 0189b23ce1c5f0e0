import { expect, it } from 'vitest';
import { cursorOf, fromStart, ListSearch, walked } from './list-search.ts';

it('walks forwards and back by cursors kept in the URL, so that a reload stays where it was', () => {
  const second = walked({ q: 'lille' }, 'a');
  const third = walked(second, 'b');
  expect([cursorOf(second), cursorOf(third)]).toEqual(['a', 'b']);
  expect(cursorOf(walked(third, undefined))).toBe('a');
  expect(walked(walked(third, undefined), undefined)).toEqual({ q: 'lille' });
});

it('another search starts at the first page and leaves nothing empty in the URL', () => {
  expect(fromStart({ q: 'lille', after: ['a', 'b'], open: '4' }, { q: '' })).toEqual({ open: '4' });
});

it('an address somebody mistyped is read for what it can be, never refused', () => {
  expect(ListSearch.parse({ q: 75001, size: 7, after: 'x', sort: 3, open: 12 })).toEqual({
    q: '75001',
    open: '12',
  });
});
