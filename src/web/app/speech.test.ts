import { describe, expect, it } from 'vitest';
import { all } from './speech.ts';

type Sentence = { readonly path: string; readonly text: string };

function sentencesOf(words: object, path = ''): Sentence[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return typeof value === 'object' && value !== null
      ? sentencesOf(value, here)
      : [{ path: here, text: String(value) }];
  });
}

/** A number followed by a word in the plural, "{{shown}} clients"; shares, addresses and names count nothing. */
const counted = /\{\{(?!share|top|address|asked)\w+\}\}[ \u00a0\u202f]\p{L}+[sx](?![\p{L}’])/u;

describe.each(['fr', 'en'] as const)('the words of the interface, %s', (language) => {
  const sentences = Object.entries(all).flatMap(([space, both]) => sentencesOf(both[language], space));
  const paths = new Set(sentences.map((one) => one.path));

  it('has a singular wherever a number is followed by a plural', () => {
    const faults = sentences
      .filter(({ path, text }) => counted.test(text) && !/_(one|many|other)$/.test(path))
      .map(({ path, text }) => `${path}: ${text}`);
    expect(faults).toEqual([]);
  });

  it('never lets a line end on « or begin with » : ; ! or ?', () => {
    const loose = sentences.filter(({ text }) => /« | [»:;!?](?:\s|$)/.test(text));
    expect(loose.map((one) => one.path)).toEqual([]);
    if (language === 'fr') expect(sentences.some(({ text }) => text.includes('«\u00a0'))).toBe(true);
  });

  it('has every form of a word that has one', () => {
    const stems = new Set(
      [...paths].filter((path) => /_(one|many|other)$/.test(path)).map((path) => path.replace(/_\w+$/, '')),
    );
    expect(stems.size).toBeGreaterThan(10);
    for (const stem of stems)
      for (const form of ['one', 'many', 'other']) expect(paths, stem).toContain(`${stem}_${form}`);
  });
});
