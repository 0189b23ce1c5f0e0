import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestView } from '#identify/requests/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { CustomerSelect } from '../clients/customer-select.tsx';
import { ObjectionChoice, type Objection } from './objection-choice.tsx';
import { useOpenRequest } from './requests.data.ts';
import classes from './requests.module.css';

type Kind = RequestView['kind'];
const kinds: readonly Kind[] = ['access', 'rectification', 'objection', 'portability', 'erasure'];
const correctable = ['givenName', 'familyName', 'email', 'phone', 'street', 'postcode', 'city'] as const;

/** Notes what somebody asks: who, what, and the day it was received, from which the legal deadline runs. */
export function NewRequest(props: {
  onDone: (requestId: number) => void;
  /** Somebody known already, who objects. */
  objector?: number;
}) {
  const { t, i18n } = useTranslation('requests');
  const open = useOpenRequest();
  const [kind, setKind] = useState<Kind>(props.objector === undefined ? 'access' : 'objection');
  const [customerId, setCustomerId] = useState(props.objector);
  const [against, setAgainst] = useState<readonly Objection[] | null>(null);
  const [receivedOn, setReceivedOn] = useState('');
  const [fields, setFields] = useState<Record<string, string>>({});
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  const incomplete =
    customerId === undefined ||
    (kind === 'rectification' && Object.keys(said).length === 0) ||
    (kind === 'objection' && against?.length === 0);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (customerId === undefined) return;
        open.mutate(
          {
            ...{ kind, customerId, language: i18n.language === 'en' ? 'en' : 'fr' },
            ...(receivedOn === '' ? {} : { receivedOn }),
            ...(kind === 'rectification' ? { fields: said } : {}),
            ...(kind === 'objection' && against !== null ? { against: [...against] } : {}),
          },
          { onSuccess: ({ requestId }) => props.onDone(requestId) },
        );
      }}
    >
      {props.objector === undefined ? (
        <>
          <NativeSelect
            label={t('kind')}
            value={kind}
            data={kinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
            description={t(`means.${kind}`)}
            onChange={(event) => setKind(event.currentTarget.value as Kind)}
          />
          <CustomerSelect
            label={t('who')}
            placeholder={t('whoHint')}
            value={customerId}
            onChange={(id) => {
              setCustomerId(id);
              setAgainst(null);
            }}
          />
        </>
      ) : null}
      <TextInput
        type="date"
        label={t('received')}
        description={t('receivedHint')}
        value={receivedOn}
        onChange={(event) => setReceivedOn(event.currentTarget.value)}
      />
      {kind === 'rectification'
        ? correctable.map((name) => (
            <TextInput
              key={name}
              label={t(`fields.${name}`)}
              value={fields[name] ?? ''}
              maxLength={200}
              onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
            />
          ))
        : null}
      {kind === 'objection' && customerId !== undefined ? (
        <ObjectionChoice key={customerId} customerId={customerId} value={against} onChange={setAgainst} />
      ) : null}
      <Button type="submit" loading={open.isPending} disabled={incomplete}>
        {t('save')}
      </Button>
      {open.error ? <ProblemNote thrown={open.error} /> : null}
    </form>
  );
}
