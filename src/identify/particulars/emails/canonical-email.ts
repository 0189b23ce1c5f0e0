/** Providers that ignore what follows a sign before the @; Gmail ignores dots as well. From their own documentation. */
const tagSigns: readonly (readonly [RegExp, string])[] = [
  [
    /^(gmail\.com|googlemail\.com|outlook\.[a-z.]+|hotmail\.[a-z.]+|live\.[a-z.]+|msn\.com|icloud\.com|me\.com|mac\.com)$/,
    '+',
  ],
  [/^(proton\.me|protonmail\.com|pm\.me|fastmail\.com|laposte\.net|yandex\.com)$/, '+'],
  [/^(yahoo\.[a-z.]+|ymail\.com|rocketmail\.com)$/, '-'],
];

/**
 * The address by which mailboxes are compared, from a normalised one: without the tag and dots its provider ignores
 * ("anne.petit+promo@googlemail.com" → "annepetit@gmail.com"). For matching only: messages go to the address as it was given.
 */
export function canonicalEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const sign = tagSigns.find(([of]) => of.test(domain))?.[1];
  let local = address.slice(0, at);
  const tag = sign === undefined ? -1 : local.indexOf(sign, 1);
  if (tag > 0) local = local.slice(0, tag);
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${local}@${domain}`;
  return `${local.replaceAll('.', '') || local}@gmail.com`;
}
