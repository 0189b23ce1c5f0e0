import { useTranslation } from 'react-i18next';
import type { PairSide } from '#identify/review/api';

/** How a record is called: the name it says, else its e-mail or phone, else its number. */
export function useSideName(): (side: PairSide) => string {
  const { t } = useTranslation('duplicates');
  return ({ fields, personId }) =>
    [fields['givenName'], fields['familyName']].filter(Boolean).join(' ') ||
    fields['email'] ||
    fields['phone'] ||
    t('nameless', { id: personId });
}
