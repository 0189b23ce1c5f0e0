import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompanyView } from '#identify/companies/api';
import form from '../../components/form.module.css';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useFindCompanies, useSetParent } from './circles.data.ts';
import classes from './circles.module.css';
import { sirenInGroups } from './company-number.ts';

/** Whom a company belongs to, the head of its group, and what belongs to it; its parent said by hand. */
export function CompanyGroup({ company }: { company: CompanyView }) {
  const { t } = useTranslation('circles');
  const may = useMay()('customers:write');
  const [isSaying, setSaying] = useState(false);
  const { parent, headSiren, subsidiaries } = company;
  return (
    <Section title={t('group.title')}>
      {parent === null && subsidiaries.length === 0 ? <p className="soft small">{t('group.none')}</p> : null}
      <dl className={classes.figures}>
        {parent === null ? null : (
          <div>
            <dt>{t('group.parent')}</dt>
            <dd>
              <CompanyName {...parent} />
            </dd>
          </div>
        )}
        {headSiren === null || headSiren === parent?.siren ? null : (
          <div>
            <dt>{t('group.head')}</dt>
            <dd className="figures">SIREN {sirenInGroups(headSiren)}</dd>
          </div>
        )}
        {subsidiaries.map((one) => (
          <div key={one.companyId}>
            <dt>{t('group.below')}</dt>
            <dd>
              <CompanyName {...one} />
            </dd>
          </div>
        ))}
      </dl>
      {may && company.siren !== null ? (
        isSaying ? (
          <SayParent company={company} onDone={() => setSaying(false)} />
        ) : (
          <Button variant="subtle" size="compact-sm" px={0} onClick={() => setSaying(true)}>
            {t('group.change')}
          </Button>
        )
      ) : null}
      {company.siren === null ? <p className="soft small">{t('group.bySiren')}</p> : null}
    </Section>
  );
}

function CompanyName(props: { companyId: number | null; name: string | null; siren: string | null }) {
  const number = `SIREN ${sirenInGroups(props.siren)}`;
  if (props.companyId === null) return <span className="figures">{number}</span>;
  return (
    <Link to="/clients/companies/$id" params={{ id: String(props.companyId) }} className="link">
      {props.name ?? number}
    </Link>
  );
}

/** Nine digits, however spaced, name a company nobody here works for. */
const wholeSiren = /^\d{9}$/;

function SayParent({ company, onDone }: { company: CompanyView; onDone: () => void }) {
  const { t } = useTranslation('circles');
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words, 180);
  const [siren, setSiren] = useState<string | null>(null);
  const found = useFindCompanies(asked);
  const say = useSetParent(company.companyId);
  const typed = words.replace(/\s/g, '');
  const known = (found.data?.items ?? []).flatMap((one) =>
    one.siren === null || one.siren === company.siren
      ? []
      : [{ value: one.siren, label: `${one.name}, ${sirenInGroups(one.siren)}` }],
  );
  const options =
    wholeSiren.test(typed) && !known.some(({ value }) => value === typed)
      ? [...known, { value: typed, label: `SIREN ${sirenInGroups(typed)}` }]
      : known;
  const save = (parentSiren: string | null) => say.mutate(parentSiren, { onSuccess: onDone });
  return (
    <div className={form.form}>
      <Select
        size="xs"
        label={t('group.of')}
        placeholder={t('companies.search')}
        searchable
        data={options}
        filter={({ options: all }) => all}
        onSearchChange={setWords}
        nothingFoundMessage={words.length < 2 ? t('companies.search') : t('group.nothing')}
        value={siren}
        onChange={setSiren}
      />
      {say.error ? <ProblemNote thrown={say.error} /> : null}
      <div className={form.buttons}>
        <Button size="xs" disabled={siren === null} loading={say.isPending} onClick={() => save(siren)}>
          {t('group.save')}
        </Button>
        {company.parent === null ? null : (
          <Button size="xs" variant="default" onClick={() => save(null)}>
            {t('group.nobody')}
          </Button>
        )}
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          {t('group.cancel')}
        </Button>
      </div>
    </div>
  );
}
