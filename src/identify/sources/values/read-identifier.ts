const scientific = /^\d(?:[.,]\d+)?E\+\d+$/;

/**
 * Whether a spreadsheet has replaced an identifier by a rounded number: `3,76E+12`. Its last digits are lost. Programs write a
 * small `e`, and only where no digit is lost (`1e+05`): that is an identifier like another.
 */
export function isScientific(text: string): boolean {
  return text.length > 3 && text.length < 24 && scientific.test(text);
}
