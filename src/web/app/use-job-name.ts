import { useTranslation } from 'react-i18next';

/** What a kind of job is called in the reader's language. */
export function useJobName(): (kind: string) => string {
  const { t, i18n } = useTranslation('jobKinds');
  return (kind) => {
    const known = `jobKinds:${kind.replaceAll('.', '-')}`;
    return i18n.exists(known) ? i18n.t(known as never) : t('other', { kind });
  };
}
