/** Texts up to this long are compared a word of bits at a time. */
export const bitsOfWord = 32;

const places = new Int32Array(256);

/** Where each letter of a text up to 32 long stands, as bits; null when it is longer or has letters beyond Latin-1. To be given back with `forget`. */
export function letterPlaces(text: string, from = 0, to = text.length): Int32Array | null {
  if (to - from > bitsOfWord) return null;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 255) {
      forgetPlaces(text, from, at);
      return null;
    }
    places[code] = (places[code] ?? 0) | (1 << (at - from));
  }
  return places;
}

/** Clears what `letterPlaces` noted of the text. */
export function forgetPlaces(text: string, from = 0, to = text.length): void {
  for (let at = from; at < to; at += 1) places[text.charCodeAt(at)] = 0;
}
