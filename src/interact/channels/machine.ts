const scanners =
  /bot\b|crawl|spider|scan|preview|prefetch|proofpoint|mimecast|barracuda|safelinks|microsoft office|curl|wget|python|go-http|headless|yahoomailproxy/i;

/**
 * Whether an opening or a click looks like a machine's: no browser named, a scanner that says so, or Apple's privacy proxy, which
 * opens every mail and calls itself exactly `Mozilla/5.0`. Google's image proxy fetches when a person looks, and counts as one.
 */
export function isMachine(userAgent: string | undefined): boolean {
  const agent = (userAgent ?? '').trim();
  return agent === '' || agent === 'Mozilla/5.0' || scanners.test(agent);
}
