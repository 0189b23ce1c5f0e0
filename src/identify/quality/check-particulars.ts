import { type PersonFields, readDeclaredGenders, readHomeCountry } from '#identify/customers';
import {
  canonicalEmail,
  deduceGender,
  describePhone,
  displayName,
  normaliseAddress,
  normaliseCountry,
  normaliseEmail,
  readCivility,
  civilityOf,
} from '#identify/particulars';
import type { CheckReply } from './api.ts';
import { checkRecord, hasAddress } from './check-record.ts';
import type { FindingsNeeds } from './list-findings.ts';
import { findRule } from './rules.ts';
import { readQualitySettings, ruleSwitch } from './settings.ts';

/** What the rules make of one record, nothing stored: normal forms, what is deduced, and every rule it breaks. */
export async function checkParticulars(
  { db, clock }: FindingsNeeds,
  said: PersonFields,
): Promise<CheckReply> {
  const homeCountry = await readHomeCountry(db);
  const genders = await readDeclaredGenders(db);
  const declared = (name: string) => genders.get(name);
  const country = normaliseCountry(said.country ?? '') || homeCountry;
  const email = normaliseEmail(said.email ?? '');
  const address = hasAddress(said)
    ? normaliseAddress({ ...said, recipient: recipientOf(said) }, homeCountry)
    : undefined;
  const findings = checkRecord(said, {
    ...{ today: clock.now().toISOString().slice(0, 10), homeCountry, declared },
    isOn: ruleSwitch(await readQualitySettings(db)),
  });
  return {
    civility: civilityOf(readCivility(said.civility ?? '').gender),
    givenName: displayName(said.givenName ?? ''),
    familyName: displayName(said.familyName ?? ''),
    gender: deduceGender(said.givenName ?? '', declared) ?? null,
    email: email ?? null,
    mailbox: email === undefined ? null : canonicalEmail(email),
    phone: describePhone(said.phone ?? '', country) ?? null,
    address:
      address === undefined
        ? null
        : {
            lines: [...address.lines, address.countryLine].filter((line) => line !== ''),
            country: address.country,
            deliverability: address.deliverability,
          },
    findings: findings.map(({ field, rule, proposal = null }) => ({
      ...{ field, rule, proposal },
      label: findRule(rule)?.label ?? { fr: rule, en: rule },
    })),
  };
}

function recipientOf({ civility = '', givenName = '', familyName = '' }: PersonFields): string {
  return [civility, givenName, familyName].filter((part) => part !== '').join(' ');
}
