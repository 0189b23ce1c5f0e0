/** Whether a parsed JSON value nests more than `levels` deep: what would exhaust the stack of whoever walks it. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels <= 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}
