import { setFrench } from '#analytics/text';
import type { ContentFinding } from './api.ts';

const words = {
  'template-broken': {
    level: 'error',
    fr: 'Le contenu ne peut pas être lu : une balise Liquid est mal écrite.',
    en: 'The content cannot be read: a Liquid tag is badly written.',
  },
  'from-missing': {
    level: 'error',
    fr: 'Indiquez le nom et l’adresse de l’expéditeur.',
    en: 'Give the sender’s name and address.',
  },
  'from-invalid': {
    level: 'error',
    fr: 'L’adresse de l’expéditeur n’est pas valable.',
    en: 'The sender’s address is not a valid one.',
  },
  'reply-missing': {
    level: 'warning',
    fr: 'Sans adresse de réponse, les réponses vont à l’expéditeur.',
    en: 'Without a reply address, replies go to the sender.',
  },
  'reply-invalid': {
    level: 'error',
    fr: 'L’adresse de réponse n’est pas valable.',
    en: 'The reply address is not a valid one.',
  },
  'subject-missing': { level: 'error', fr: 'Écrivez un objet.', en: 'Write a subject.' },
  'subject-long': {
    level: 'warning',
    fr: 'Au-delà de 70 caractères, l’objet est coupé dans beaucoup de messageries.',
    en: 'Beyond 70 characters many mailboxes cut the subject.',
  },
  'subject-too-long': {
    level: 'error',
    fr: 'L’objet dépasse 200 caractères.',
    en: 'The subject is longer than 200 characters.',
  },
  'html-missing': { level: 'error', fr: 'Le message est vide.', en: 'The message is empty.' },
  'too-heavy': {
    level: 'error',
    fr: 'Le HTML dépasse 100 Ko : Gmail le coupe.',
    en: 'The HTML is over 100 KB: Gmail cuts it.',
  },
  'text-made': {
    level: 'warning',
    fr: 'La version texte est tirée du HTML.',
    en: 'The text version is made from the HTML.',
  },
  'text-empty': {
    level: 'error',
    fr: 'La version texte serait vide : écrivez-la, ou ajoutez du texte au HTML.',
    en: 'The text version would be empty: write it, or add text to the HTML.',
  },
  'alt-missing': {
    level: 'error',
    fr: 'Une image n’a pas de texte de remplacement (alt="" si elle est décorative).',
    en: 'An image has no alternative text (alt="" if it is decorative).',
  },
  'unsubscribe-missing': {
    level: 'error',
    fr: 'Ajoutez un lien de désinscription : href="{{ unsubscribeUrl }}".',
    en: 'Add an unsubscribe link: href="{{ unsubscribeUrl }}".',
  },
  'web-version-missing': {
    level: 'warning',
    fr: 'Ajoutez un lien vers la version web : href="{{ webVersionUrl }}".',
    en: 'Add a link to the web version: href="{{ webVersionUrl }}".',
  },
  'default-missing': {
    level: 'error',
    fr: 'Un champ n’a pas de valeur par défaut : {{ champ | default: "…" }}.',
    en: 'A field has no default value: {{ field | default: "…" }}.',
  },
  'field-unknown': {
    level: 'error',
    fr: 'Ce champ n’existe pas.',
    en: 'There is no such field.',
  },
  'coupon-missing': {
    level: 'error',
    fr: 'Le contenu affiche un code (couponCode) mais la campagne n’en donne pas.',
    en: 'The content shows a code (couponCode) but the campaign gives none.',
  },
  'link-relative': {
    level: 'error',
    fr: 'Un lien n’est pas absolu (https://…), ou son domaine dépend d’un champ.',
    en: 'A link is not absolute (https://…), or its host depends on a field.',
  },
} as const satisfies Record<string, { level: 'error' | 'warning'; fr: string; en: string }>;

export type FindingCode = keyof typeof words;

/** A finding in both languages, with what it is about. */
export function finding(code: FindingCode, detail = ''): ContentFinding {
  return { code, detail, ...words[code], fr: setFrench(words[code].fr) };
}
