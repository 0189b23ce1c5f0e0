const laPoste = '356000000';

/** Luhn's sum (ISO/IEC 7812-1): from the right, every second digit is doubled and its digits added. */
function luhn(digits: string): number {
  return [...digits].reduceRight((sum, digit, at) => {
    const value = Number(digit) * ((digits.length - at) % 2 === 0 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}

/** The SIREN a text holds (nine digits, spaces and points left out), or undefined when its check digit is wrong. */
export function readSiren(text: string): string | undefined {
  const digits = text.replace(/[\s.\u00a0\u202f-]/g, '');
  return /^\d{9}$/.test(digits) && luhn(digits) % 10 === 0 && digits !== '000000000' ? digits : undefined;
}

/**
 * The SIRET a text holds (fourteen digits: SIREN and number of the establishment), or undefined when a check digit is wrong. Those of La Poste
 * outside its head office follow another rule: the plain sum of their digits is a multiple of five (INSEE).
 */
export function readSiret(text: string): string | undefined {
  const digits = text.replace(/[\s.\u00a0\u202f-]/g, '');
  if (!/^\d{14}$/.test(digits) || readSiren(digits.slice(0, 9)) === undefined) return undefined;
  if (luhn(digits) % 10 === 0) return digits;
  const sum = [...digits].reduce((total, digit) => total + Number(digit), 0);
  return digits.startsWith(laPoste) && sum % 5 === 0 ? digits : undefined;
}
