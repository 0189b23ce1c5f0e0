/** The places 0 … n−1, or those given, in the order of their keys; places of equal keys stay in the order they came. Radix sort, O(n). */
export function sortByKey(keys: Uint32Array, places?: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  let from = places?.slice() ?? new Int32Array(keys.length);
  if (places === undefined) for (let at = 0; at < from.length; at += 1) from[at] = at;
  let to = new Int32Array(from.length);
  const starts = new Int32Array(65_537);
  for (const shift of [0, 16]) {
    starts.fill(0);
    for (let at = 0; at < from.length; at += 1) {
      const digit = (((keys[from[at] ?? 0] ?? 0) >>> shift) & 0xffff) + 1;
      starts[digit] = (starts[digit] ?? 0) + 1;
    }
    for (let digit = 1; digit <= 65_536; digit += 1)
      starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
    for (let at = 0; at < from.length; at += 1) {
      const place = from[at] ?? 0;
      const digit = ((keys[place] ?? 0) >>> shift) & 0xffff;
      const next = starts[digit] ?? 0;
      to[next] = place;
      starts[digit] = next + 1;
    }
    const emptied: Int32Array<ArrayBuffer> = from;
    [from, to] = [to, emptied];
  }
  return from;
}
