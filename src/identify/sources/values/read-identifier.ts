const scientific = /^\d(?:[.,]\d+)?E\+?\d+$/i;

/** Whether a spreadsheet has replaced an identifier by a rounded number: `3,76E+12`. Its last digits are lost. */
export function isScientific(text: string): boolean {
  return text.length > 3 && text.length < 24 && scientific.test(text);
}
