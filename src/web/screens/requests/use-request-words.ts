import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Objected } from '#identify/requests/api';
import { useFormat } from '../../data/use-format.ts';
import { useConsentSubject } from '../clients/use-consent-words.ts';

/** A request's own words as the API keeps them: which language, what to correct (its names alone once that is done), what is objected to. */
const Details = z
  .object({
    language: z.enum(['fr', 'en']),
    fields: z.union([z.record(z.string(), z.string()), z.array(z.string())]),
    against: z.array(Objected).nullable(),
  })
  .partial();

/** What a request says, in words, as pairs of a name and a value. */
export function useRequestWords() {
  const { t, i18n } = useTranslation('requests');
  const format = useFormat();
  const subjectOf = useConsentSubject();
  const fieldName = (name: string) => {
    const known = `requests:fields.${name}`;
    return i18n.exists(known) ? String(i18n.t(known as never)) : name;
  };
  const written = ([name, value]: [string, string]) =>
    `${fieldName(name)} : ${name === 'birthDate' ? format.date(value) : value}`;
  return (details: Readonly<Record<string, unknown>>): (readonly [string, string])[] => {
    const { language, fields, against } = Details.safeParse(details).data ?? {};
    const rows: (readonly [string, string])[] = [];
    if (language !== undefined) rows.push([t('detail.language'), t(`detail.languages.${language}`)]);
    if (Array.isArray(fields)) rows.push([t('detail.fields'), fields.map(fieldName).join(', ')]);
    else if (fields !== undefined)
      rows.push([t('detail.fields'), Object.entries(fields).map(written).join(', ')]);
    if (against === null) rows.push([t('detail.against'), t('detail.everything')]);
    else if (against !== undefined) rows.push([t('detail.against'), against.map(subjectOf).join(', ')]);
    return rows;
  };
}
