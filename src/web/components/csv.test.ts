import { expect, it } from 'vitest';
import { csvLine } from './csv.ts';

it('quotes what needs it and doubles quotes', () => {
  expect(csvLine(['a;b', 'dit "oui"', 'deux\nlignes', 'simple'], ';')).toBe(
    '"a;b";"dit ""oui""";"deux\nlignes";simple\r\n',
  );
});

it('disarms formulas, and leaves numbers their sign', () => {
  expect(csvLine(['=1+1', '@SUM(A1)', '+33 6 12', '-12,50', '-rien'], ';')).toBe(
    "'=1+1;'@SUM(A1);+33 6 12;-12,50;'-rien\r\n",
  );
});
