import { words } from '#platform/module';
import type { Permission, PermissionFacts } from './permission.ts';

type Sentence = { readonly fr: string; readonly en: string };

const french = (day: string) => day.slice(0, 10).split('-').reverse().join('/');

/** A permission in words: which statement or which rule decides, and since when. */
export function explainPermission(permission: Permission, facts: PermissionFacts): Sentence {
  const { said, opposed, lastOrderOn, contractUntil } = facts;
  switch (permission.reason) {
    case 'withdrawn':
      return words(
        `Refusé : retiré le ${french(said?.at ?? '')}.`,
        `Refused: withdrawn on ${said?.at.slice(0, 10)}.`,
      );
    case 'opposed':
      return words(
        `Refusé : inscrit sur la liste d’opposition « ${opposed?.list} » du ${french(opposed?.obtainedOn ?? '')}, et aucun accord depuis.`,
        `Refused: on the opposition list “${opposed?.list}” of ${opposed?.obtainedOn}, and no consent since.`,
      );
    case 'granted':
      return words(
        `Permis : accordé le ${french(said?.at ?? '')}, jamais retiré depuis.`,
        `Allowed: granted on ${said?.at.slice(0, 10)}, not withdrawn since.`,
      );
    case 'opt-out':
      return words(
        'Permis : sans opposition de sa part, la loi ne demande pas d’accord préalable à cette date.',
        'Allowed: without an objection the law asks for no prior consent on that date.',
      );
    case 'contract':
      return words(
        `Permis : un contrat court jusqu’au ${french(contractUntil ?? '')}.`,
        `Allowed: a contract runs until ${contractUntil}.`,
      );
    case 'own-customer':
      return words(
        `Permis : client depuis moins de ${permission.months} mois (dernier achat le ${french(lastOrderOn ?? '')}), produits semblables, aucune opposition.`,
        `Allowed: bought within ${permission.months} months (last on ${lastOrderOn}), similar products, no objection.`,
      );
    default:
      return words(
        'Refusé : rien n’a été dit, et la loi demande un accord préalable à cette date.',
        'Refused: nothing was said, and the law asks for prior consent on that date.',
      );
  }
}
