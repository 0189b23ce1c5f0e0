import { hash } from 'node:crypto';

/**
 * Names a line by its content: MD5 (128 bits: two different lines of ten billion share one with a chance below 10⁻¹⁸) over
 * the mapping's name and the line's values, in hexadecimal. Delimiter, quotes, encoding and compression do not
 * matter. It says "the same line", it proves nothing: somebody able to write both lines can make two that collide.
 */
export function lineHasher(mappingName: string): (row: readonly string[]) => string {
  const start = `${mappingName}\u001e`;
  return (row) => hash('md5', start + row.join('\u001f'));
}
