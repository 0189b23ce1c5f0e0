import { expect, it } from 'vitest';
import { setFrench } from './set-french.ts';

const set: [typed: string, typeset: string][] = [
  [
    'voyez la page « À venir » et « {{name}} » : oui',
    'voyez la page «\u00a0À venir\u00a0» et «\u00a0{{name}}\u00a0»\u00a0: oui',
  ],
  ['Qui ? Eux ; pas nous !', 'Qui\u202f? Eux\u202f; pas nous\u202f!'],
  ['Vraiment ?! (oui ?) « non ! »', 'Vraiment\u202f?! (oui\u202f?) «\u00a0non\u202f!\u00a0»'],
  ['Appuyez sur « ? » :', 'Appuyez sur «\u00a0?\u00a0»\u00a0:'],
];

it.each(set)('holds guillemets and high punctuation to their words, once: %s', (typed, typeset) => {
  expect(setFrench(typed)).toBe(typeset);
  expect(setFrench(typeset)).toBe(typeset);
});

it.each([
  'à 12:30, ou à 8:05:00',
  'https://un.example/a?b=c;d et mailto:a@b.example',
  'select a ::text, x :nom, y ?= 2',
  '{{ champ | default: "rien" }}',
  '“To come” and no guillemets',
])('leaves times, addresses and code as they are: %s', (text) => {
  expect(setFrench(text)).toBe(text);
});
