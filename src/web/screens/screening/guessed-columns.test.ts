import { expect, test } from 'vitest';
import { guessedColumns } from './guessed-columns.ts';

const guess = (column: string, field: string, confidence: number, kind = 'person') => ({
  ...{ column, samples: [], targets: [{ kind, field }], confidence, from: 'name' as const },
});

test('each field gets the surest column that says it; what a screening does not look at is left out', () => {
  const columns = [
    guess('Mail 2', 'email', 0.6),
    guess('Mail', 'email', 0.9),
    guess('Nom', 'familyName', 0.9),
    guess('Carte', 'cardNumber', 1),
    guess('CP livraison', 'postcode', 1, 'orderLine'),
  ];
  expect(guessedColumns(columns)).toEqual({ email: 'Mail', familyName: 'Nom' });
});
