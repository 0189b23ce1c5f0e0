import { expect, it } from 'vitest';
import { words } from './words.ts';

it('typesets the French of a sentence and leaves the English', () => {
  expect(words('voyez « À venir »', 'see « To come »')).toEqual({
    ...{ fr: 'voyez «\u00a0À venir\u00a0»', en: 'see « To come »' },
  });
});
