import { setFrench } from '#analytics/text';
import type { Decision } from './decision.ts';
import type { ClosingCode, Reason } from './reason.ts';

type Language = 'fr' | 'en';
type Sentence = (details: Reason['details']) => string;

const day = (at: string | number | undefined): string => String(at ?? '').slice(0, 10);
const percent = (share: string | number | undefined): string => String(Math.round(Number(share) * 1000) / 10);

const sentences: Record<ClosingCode, Record<Language, Sentence>> = {
  'address-missing': {
    fr: () => 'Aucune adresse e-mail connue.',
    en: () => 'No e-mail address is known.',
  },
  'address-invalid': {
    fr: () => 'L’adresse e-mail connue n’est pas valable.',
    en: () => 'The e-mail address known is not a valid one.',
  },
  'address-shared': {
    fr: (d) =>
      `La même adresse reçoit déjà ce message pour le client ${d.customerId} : une seule fois par foyer.`,
    en: (d) => `The same address already gets this message for customer ${d.customerId}: once per household.`,
  },
  suppressed: {
    fr: (d) => `L’adresse est dans la liste d’exclusion depuis le ${day(d.addedAt)} (${d.reason}).`,
    en: (d) => `The address has been on the suppression list since ${day(d.addedAt)} (${d.reason}).`,
  },
  opposed: {
    fr: (d) =>
      `L’adresse est sur la liste d’opposition «\u00a0${d.list}\u00a0» du ${day(d.obtainedOn)}, et aucun accord depuis.`,
    en: (d) =>
      `The address is on the opposition list “${d.list}” of ${day(d.obtainedOn)}, and no consent since.`,
  },
  'consent-withdrawn': {
    fr: (d) => `Consentement retiré le ${day(d.at)} (${d.key}, source : ${d.source}).`,
    en: (d) => `Consent withdrawn on ${day(d.at)} (${d.key}, source: ${d.source}).`,
  },
  'consent-missing': {
    fr: () => 'Aucun consentement donné pour ce canal et cet usage.',
    en: () => 'No consent given for this channel and purpose.',
  },
  pressure: {
    fr: (d) => `Déjà ${d.sent} messages en ${d.windowDays} jours (au plus ${d.messagesMax}).`,
    en: (d) => `Already ${d.sent} messages in ${d.windowDays} days (${d.messagesMax} at most).`,
  },
  'global-holdout': {
    fr: () => 'Fait partie de la réserve : jamais contacté, pour mesurer l’ensemble.',
    en: () => 'Belongs to the global holdout: never contacted, to measure the whole programme.',
  },
  'campaign-holdout': {
    fr: (d) => `Tiré au sort dans le groupe témoin de la campagne (${percent(d.share)} %).`,
    en: (d) => `Drawn into the campaign’s control group (${percent(d.share)} %).`,
  },
};

const labels: Record<ClosingCode, Record<Language, string>> = {
  'address-missing': { fr: 'Sans adresse', en: 'No address' },
  'address-invalid': { fr: 'Adresse non valable', en: 'Invalid address' },
  'address-shared': { fr: 'Adresse déjà servie', en: 'Address already served' },
  suppressed: { fr: 'Liste d’exclusion', en: 'Suppressed' },
  opposed: { fr: 'Liste d’opposition', en: 'Opposition list' },
  'consent-withdrawn': { fr: 'Consentement retiré', en: 'Consent withdrawn' },
  'consent-missing': { fr: 'Sans consentement', en: 'No consent' },
  pressure: { fr: 'Pression', en: 'Contact pressure' },
  'global-holdout': { fr: 'Réserve', en: 'Global holdout' },
  'campaign-holdout': { fr: 'Groupe témoin', en: 'Control group' },
};

/** A short label for a reason code, for tables and charts. */
export function reasonLabel(code: ClosingCode, language: Language): string {
  return labels[code][language];
}

/** The reasons of a decision as sentences for people, the deciding one first; an open gate says what it rested on. */
export function explainDecision(decision: Decision, language: Language): string[] {
  const said = sentencesOf(decision, language);
  return language === 'fr' ? said.map(setFrench) : said;
}

function sentencesOf(decision: Decision, language: Language): string[] {
  if (decision.reasons.length > 0) {
    return decision.reasons.map((reason) => sentences[reason.code][language](reason.details));
  }
  const { consent, sentInWindow, ownCustomer } = decision.basis;
  const consented =
    language === 'fr'
      ? `Consentement donné le ${day(consent?.at)} (${consent?.key}, source : ${consent?.source}).`
      : `Consent given on ${day(consent?.at)} (${consent?.key}, source: ${consent?.source}).`;
  const pressed =
    language === 'fr'
      ? `${sentInWindow} message(s) reçus dans la période surveillée.`
      : `${sentInWindow} message(s) received in the period watched.`;
  return [...(consent === null ? bought(ownCustomer, language) : [consented]), pressed];
}

function bought(own: Decision['basis']['ownCustomer'], language: Language): string[] {
  if (own === undefined) return [];
  const { lastOrderOn, months } = own;
  return language === 'fr'
    ? [
        `Client depuis moins de ${months} mois (dernier achat le ${lastOrderOn}) : produits semblables, aucune opposition.`,
      ]
    : [`Bought within ${months} months (last on ${lastOrderOn}): similar products, no objection.`];
}
