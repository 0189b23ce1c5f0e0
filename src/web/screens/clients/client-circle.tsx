import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { CustomerCompanies } from '#identify/companies/api';
import type { CustomerHousehold, HouseholdDecisionView } from '#identify/households/api';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useSayHousehold } from '../circles/circles.data.ts';
import { sirenInGroups } from '../circles/company-number.ts';
import classes from './clients.module.css';
import { CustomerSelect } from './customer-select.tsx';

/** Who lives with this person, as addresses tell or as somebody said. */
export function ClientHousehold(props: { customerId: number; household: CustomerHousehold }) {
  const { t } = useTranslation('clients');
  const may = useMay();
  const say = useSayHousehold();
  const [isChanging, setChanging] = useState(false);
  const { members, size, decisions } = props.household;
  const others = members.filter(({ customerId }) => customerId !== props.customerId);
  const latest = decisions.find(({ undoneAt }) => undoneAt === null);
  const decide = (withCustomerId: number | null) => {
    setChanging(false);
    say.mutate({ customerId: props.customerId, withCustomerId });
  };
  return (
    <Section title={t('household.title')}>
      {others.length === 0 ? <p>{t('household.alone')}</p> : null}
      <ul className={classes.persons}>
        {others.map(({ customerId, name, city }) => (
          <li key={customerId}>
            <Link to="/clients/$id" params={{ id: String(customerId) }} search={{}} className="link">
              {name ?? t('unnamed', { id: customerId })}
            </Link>
            {city === null ? null : <span className="soft small">{city}</span>}
          </li>
        ))}
      </ul>
      {latest === undefined ? null : (
        <SaidBy decision={latest} onUndo={() => say.mutate({ undo: latest.decisionId })} />
      )}
      {say.error ? <ProblemNote thrown={say.error} /> : null}
      {may('customers:write') ? (
        isChanging ? (
          <>
            <CustomerSelect
              label={t('household.with')}
              placeholder={t('search')}
              value={undefined}
              onChange={(customerId) => (customerId === undefined ? undefined : decide(customerId))}
            />
            {size > 1 ? (
              <Button variant="default" size="compact-sm" mt={8} onClick={() => decide(null)}>
                {t('household.livesAlone')}
              </Button>
            ) : null}
          </>
        ) : (
          <Button
            variant="subtle"
            size="compact-sm"
            px={0}
            loading={say.isPending}
            onClick={() => setChanging(true)}
          >
            {t('household.change')}
          </Button>
        )
      ) : null}
    </Section>
  );
}

function SaidBy(props: { decision: HouseholdDecisionView; onUndo: () => void }) {
  const { t } = useTranslation('clients');
  const may = useMay();
  const format = useFormat();
  const { decidedBy, decidedAt, note } = props.decision;
  return (
    <p className={classes.facts}>
      <span>{t('household.said', { who: decidedBy, when: format.relative(decidedAt) })}</span>
      {note === '' ? null : <span>{note}</span>}
      {may('customers:write') ? (
        <Button variant="subtle" size="compact-sm" px={0} onClick={props.onUndo}>
          {t('household.undo')}
        </Button>
      ) : null}
    </p>
  );
}

/** Where this person works, and as what; nothing for those who work nowhere we know of. */
export function ClientCompanies(props: { companies: z.infer<typeof CustomerCompanies> }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  if (props.companies.length === 0) return null;
  return (
    <Section title={t('company.title')}>
      {props.companies.map(({ companyId, name, siren, siret, jobTitle, people }) => (
        <dl key={companyId} className={classes.identity}>
          <div>
            <dt>{t('company.name')}</dt>
            <dd>
              <Link to="/clients/companies/$id" params={{ id: String(companyId) }} className="link">
                {name}
              </Link>
            </dd>
          </div>
          {jobTitle === null ? null : (
            <div>
              <dt>{t('company.role')}</dt>
              <dd>{jobTitle}</dd>
            </div>
          )}
          {(siret ?? siren) === null ? null : (
            <div>
              <dt>{siret === null ? 'SIREN' : 'SIRET'}</dt>
              <dd className="figures">{sirenInGroups(siret ?? siren)}</dd>
            </div>
          )}
          <div>
            <dt>{t('company.people')}</dt>
            <dd className="figures">{format.number(people)}</dd>
          </div>
        </dl>
      ))}
    </Section>
  );
}
