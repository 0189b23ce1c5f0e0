import { expect, it } from 'vitest';
import { setFrench } from './set-french.ts';

it('holds what guillemets hold, once, and leaves every other space', () => {
  const set = 'voyez la page «\u00a0À venir\u00a0» et «\u00a0{{name}}\u00a0» : oui';
  expect(setFrench('voyez la page « À venir » et « {{name}} » : oui')).toBe(set);
  expect(setFrench(set)).toBe(set);
  expect(setFrench('“To come” and no guillemets')).toBe('“To come” and no guillemets');
});
