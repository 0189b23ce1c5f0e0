import { type Words, words } from '#platform/module';
import type { DriverName } from './api.ts';

type Driver = {
  readonly label: Words;
  /** Where it is counted: order lines, or recorded events and contacts of these kinds. */
  readonly lines?: true;
  readonly events?: readonly string[];
  readonly contacts?: readonly string[];
  /** What Chacun writes down by itself: none found means none, not unknown. */
  readonly ownRecord?: true;
};

/** Where each driver is found in the facts. */
export const drivers: Readonly<Record<DriverName, Driver>> = {
  order: { label: words('commande', 'order'), lines: true },
  line: { label: words('ligne de commande', 'order line'), lines: true },
  return: { label: words('ligne retournée', 'returned line'), lines: true },
  salesPercent: { label: words('% des ventes nettes', '% of net sales'), lines: true },
  parcel: { label: words('colis', 'parcel'), events: ['parcel'] },
  kg: { label: words('kg expédié', 'kg shipped'), events: ['parcel'] },
  call: { label: words('appel', 'call'), events: ['call'], contacts: ['phone', 'call'] },
  visit: { label: words('visite d’un commercial', 'sales visit'), events: ['visit'], contacts: ['visit'] },
  letter: { label: words('courrier', 'letter'), contacts: ['post', 'letter'] },
  sms: { label: words('SMS', 'text message'), contacts: ['sms'] },
  email: { label: words('e-mail', 'e-mail'), contacts: ['email'], ownRecord: true },
};

/** A cheaper contact that may replace another, for showing what a loss-making customer could cost. */
export const cheaperContact: Readonly<Partial<Record<DriverName, readonly DriverName[]>>> = {
  visit: ['call', 'email'],
  call: ['email'],
  letter: ['email'],
  sms: ['email'],
};
