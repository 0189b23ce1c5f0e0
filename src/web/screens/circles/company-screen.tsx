import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CompanyView } from '#identify/companies/api';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useCompany } from './circles.data.ts';
import classes from './circles.module.css';
import { CompanyGroup } from './company-group.tsx';
import { sirenInGroups } from './company-number.ts';
import { useMemberName } from './use-member-name.ts';

/** One company: who works there in which role, its establishments, its group, and what all of them bought. */
export function CompanyScreen() {
  const { t } = useTranslation('circles');
  const format = useFormat();
  const { id } = useParams({ from: '/inside/clients/companies/$id' });
  const found = useCompany(Number(id));
  const above = (
    <Link to="/clients/companies" className="link">
      {t('companies.title')}
    </Link>
  );
  if (!found.data)
    return (
      <Page title={found.error ? t('companies.title') : '\u00a0'} above={above}>
        {found.error ? <ProblemNote thrown={found.error} again={() => void found.refetch()} /> : null}
      </Page>
    );
  const company = found.data;
  const facts = [
    company.siren === null ? t('companies.noSiren') : `SIREN ${sirenInGroups(company.siren)}`,
    t('companies.works', { count: company.members.length, shown: format.number(company.members.length) }),
  ];
  return (
    <Page title={company.name} above={above} sentence={facts.join(' · ')}>
      <div className={classes.company}>
        <div>
          <Section title={t('companies.members')}>
            <Members members={company.members} />
          </Section>
        </div>
        <div>
          <Section title={t('companies.sales')}>
            <Sales sales={company.sales} />
          </Section>
          <CompanyGroup key={company.companyId} company={company} />
          {company.establishments.length > 0 ? (
            <Section title={t('companies.establishments')}>
              <ul className={classes.people}>
                {company.establishments.map(({ siret, people }) => (
                  <li key={siret}>
                    <span className={`${classes.who} figures`}>{sirenInGroups(siret)}</span>
                    <span className="soft small">
                      {t('companies.records', { count: people, shown: format.number(people) })}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
      </div>
    </Page>
  );
}

function Members({ members }: Pick<CompanyView, 'members'>) {
  const nameOf = useMemberName();
  return (
    <ul className={classes.people}>
      {members.map((member) => (
        <li key={member.customerId}>
          <div className={classes.who}>
            <Link to="/clients/$id" params={{ id: String(member.customerId) }} search={{}} className="link">
              {nameOf(member)}
            </Link>
            <span className="soft small">{[member.jobTitle, member.city].filter(Boolean).join(' · ')}</span>
          </div>
          <span className="soft small figures">{sirenInGroups(member.siret)}</span>
        </li>
      ))}
    </ul>
  );
}

function Sales({ sales }: Pick<CompanyView, 'sales'>) {
  const { t } = useTranslation('circles');
  const format = useFormat();
  if (sales.orders === 0) return <p className="soft small">{t('companies.noSales')}</p>;
  const figures = [
    [t('companies.net12'), format.money(sales.netSales12Months, sales.currency)],
    [t('companies.netAll'), format.money(sales.netSales, sales.currency)],
    [t('companies.orders'), format.number(sales.orders)],
    [t('companies.last'), sales.lastOrderAt === null ? '' : format.date(sales.lastOrderAt)],
  ] as const;
  return (
    <dl className={classes.figures}>
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="figures">{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
