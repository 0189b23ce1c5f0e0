import { useTranslation } from 'react-i18next';

/** What a field of the board is called in the reader's language. */
export function useFieldName(): (field: string) => string {
  const { i18n } = useTranslation('quality');
  return (field) => i18n.t(`quality:names.${field}` as never, { defaultValue: field });
}
