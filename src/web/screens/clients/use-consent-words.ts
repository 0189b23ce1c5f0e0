import { useTranslation } from 'react-i18next';

/** Channels and purposes in the reader's language; a name of one's own stays as it is. */
export function useConsentWords() {
  const { i18n } = useTranslation('clients');
  const say = (group: 'channels' | 'purposes') => (name: string) => {
    const known = `clients:${group}.${name}`;
    return i18n.exists(known) ? String(i18n.t(known as never)) : name;
  };
  return { channel: say('channels'), purpose: say('purposes') };
}

/** What a permission is about, in one line: "E-mail · publicité · Maison". */
export function useConsentSubject() {
  const say = useConsentWords();
  return (of: { readonly channel: string; readonly purpose: string; readonly brand: string }) =>
    [say.channel(of.channel), say.purpose(of.purpose), of.brand].filter(Boolean).join(' · ');
}
