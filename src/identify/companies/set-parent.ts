import { readSiren } from '#identify/particulars';
import { type Outcome, refuse } from '#platform/errors';
import { findCompany, readParents, saveParent } from './companies.store.ts';
import { headsOf } from './company.ts';
import { type CompanyNeeds, noSuchCompany } from './view-company.ts';

/**
 * Says which company another belongs to (null: none), over what records say. Refuses a company without a SIREN, a number with a wrong check
 * digit, and a parent that is below it already.
 */
export async function setParent(
  needs: CompanyNeeds,
  input: { readonly companyId: number; readonly parentSiren: string | null; readonly by: string },
): Promise<Outcome<{ companyId: number }>> {
  const company = await findCompany(needs.db, input.companyId);
  if (company === undefined) return noSuchCompany(input.companyId);
  const { siren, companyId, name } = company;
  if (siren === null)
    return refuse('invalid', 'company-without-siren', `${name} has no SIREN: a group is told by SIREN.`, {
      companyId,
    });
  const parent = input.parentSiren === null ? null : readSiren(input.parentSiren);
  if (parent === undefined)
    return refuse('invalid', 'siren-invalid', `${input.parentSiren} is no SIREN: its check digit is wrong.`, {
      siren: input.parentSiren,
    });
  if (parent !== null) {
    const parents = await readParents(needs.db);
    parents.delete(siren);
    if (headsOf(parents)(parent) === siren || parent === siren)
      return refuse(
        'conflict',
        'group-in-a-circle',
        `${parent} belongs to ${name} already: a group has one head.`,
        {
          siren,
          parentSiren: parent,
        },
      );
  }
  await saveParent(needs.db, { siren, parentSiren: parent, by: input.by, at: needs.clock.now() });
  return { companyId };
}
