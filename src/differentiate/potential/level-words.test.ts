import { expect, it } from 'vitest';
import { levelWords } from './level-words.ts';

it.each([
  ['–24', '24 ou moins', '24 or under'],
  ['75–', '75 ou plus', '75 or over'],
  ['25–34', '25–34', '25–34'],
  ['', 'inconnu', 'unknown'],
  ['Île-de-France', 'Île-de-France', 'Île-de-France'],
])('says the level %j', (level, fr, en) => {
  expect(levelWords(level)).toEqual({ fr, en });
});
