import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, formatFor } from './format.ts';

/** The formatters of the language now on screen. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  return useMemo(() => formatFor(language), [language]);
}
