import { useTranslation } from 'react-i18next';
import { useChangeMe } from '../data/session.ts';
import type { Language } from './language.ts';

/** Switches the language on screen at once and keeps it with the account, so that other machines follow. */
export function useChangeLanguage(): (language: Language) => void {
  const { i18n } = useTranslation();
  const changeMe = useChangeMe();
  return (language) => {
    void i18n.changeLanguage(language);
    changeMe.mutate({ language });
  };
}
