import { useTranslation } from 'react-i18next';
import { useRules } from './quality.data.ts';

/** What a rule says, in the reader's language; its code until the rules are read. */
export function useRuleName(): (code: string) => string {
  const { i18n } = useTranslation();
  const rules = useRules();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  return (code) => rules.data?.items.find((rule) => rule.code === code)?.label[language] ?? code;
}
