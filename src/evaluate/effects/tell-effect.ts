import { setFrench } from '#analytics/text';
import { type Effects, isRefusal } from '#analytics/experiments';

type Language = 'fr' | 'en';

/** The finding in a sentence a shopkeeper understands, with the interval; never a bare estimate. */
export function tellEffect(effects: Effects, currency: string): { fr: string; en: string } {
  return { fr: setFrench(tell(effects, currency, 'fr')), en: tell(effects, currency, 'en') };
}

function tell(effects: Effects, currency: string, language: Language): string {
  if (isRefusal(effects.margin)) return words[language].unknown;
  const { difference } = effects.margin;
  const money = signedMoney(currency, language);
  const range = words[language].range(
    money(difference.estimate),
    money(difference.interval.low),
    money(difference.interval.high),
  );
  switch (effects.verdict) {
    case 'effect':
      return words[language].effect(range);
    case 'harm':
      return words[language].harm(range);
    case 'no-effect-shown':
      return words[language].none(range);
    default:
      return words[language].small(range, plainMoney(currency, language)(difference.smallestDetectable));
  }
}

const locale = { fr: 'fr-FR', en: 'en-GB' } as const;
const plainMoney = (currency: string, language: Language) => {
  const format = new Intl.NumberFormat(locale[language], { style: 'currency', currency });
  return (value: number) => format.format(value);
};
const signedMoney = (currency: string, language: Language) => {
  const format = new Intl.NumberFormat(locale[language], {
    style: 'currency',
    currency,
    signDisplay: 'exceptZero',
  });
  return (value: number) => format.format(value);
};

const words = {
  fr: {
    range: (estimate: string, low: string, high: string) =>
      `${estimate} de marge par client (de ${low} à ${high})`,
    effect: (range: string) => `La campagne a rapporté ${range}.`,
    harm: (range: string) => `La campagne a coûté de la marge : ${range}.`,
    none: (range: string) => `La campagne n’a pas montré d’effet qui paie son coût : ${range}.`,
    small: (range: string, least: string) =>
      `Trop peu pour conclure : ${range}. Avec autant de clients, seul un effet d’au moins ${least} par client se verrait.`,
    unknown: 'Trop peu pour conclure : la marge ne peut pas être comparée.',
  },
  en: {
    range: (estimate: string, low: string, high: string) =>
      `${estimate} of margin per customer (from ${low} to ${high})`,
    effect: (range: string) => `The campaign brought ${range}.`,
    harm: (range: string) => `The campaign cost margin: ${range}.`,
    none: (range: string) => `The campaign showed no effect that pays its cost: ${range}.`,
    small: (range: string, least: string) =>
      `Too small to tell: ${range}. With this many customers, only an effect of at least ${least} per customer would show.`,
    unknown: 'Too small to tell: margin cannot be compared.',
  },
} as const;
