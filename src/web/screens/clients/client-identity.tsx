import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { CustomerPage, FieldWithLineage } from '#identify/customers/api';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import { CustomerTies } from '../duplicates/customer-ties.tsx';
import classes from './clients.module.css';

type Field = z.infer<typeof FieldWithLineage>;

/** Everything known of who this is; each value says on hover or focus which source, import and line it came from. */
export function ClientIdentity(props: { page: CustomerPage }) {
  const { t, i18n } = useTranslation('clients');
  const format = useFormat();
  const { page } = props;
  const label = (field: string) => {
    const known = `clients:fields.${field}`;
    return i18n.exists(known) ? i18n.t(known as never) : inWords(field);
  };
  const value = (field: Field) => (field.field === 'birthDate' ? format.date(field.value) : field.value);
  const rows = (fields: readonly Field[]) => (
    <dl className={classes.identity}>
      {fields.map((field) => (
        <div key={field.field}>
          <dt>{label(field.field)}</dt>
          <dd>
            <Sourced field={field}>{value(field)}</Sourced>
          </dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      <Section title={t('identity')}>{rows(inOrder(page.fields))}</Section>
      {page.other.length > 0 ? <Section title={t('other')}>{rows(page.other)}</Section> : null}
      <CustomerTies customerId={page.customerId} />
    </>
  );
}

const order = [
  'civility',
  'givenName',
  'familyName',
  'email',
  'phone',
  'birthDate',
  'street',
  'postcode',
  'city',
  'country',
  'cardNumber',
];

/** As people read an identity: who, how to reach, where. */
function inOrder(fields: readonly Field[]): Field[] {
  return [...fields].sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
}

/** A field of a file, as people read it: `addressComplement` is "Address complement". */
function inWords(field: string): string {
  const parted = field.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  return parted === field
    ? field
    : parted.charAt(0).toLocaleUpperCase() + parted.slice(1).toLocaleLowerCase();
}

function Sourced(props: { field: Field; children: string }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const { field } = props;
  const from = t('from', {
    source: field.source.name,
    import: String(field.importId),
    line: format.number(field.line),
    date: format.date(field.recordedAt),
  });
  return (
    <Tooltip label={from}>
      <span tabIndex={0} className={classes.sourced} role="note" aria-label={`${props.children}, ${from}`}>
        {props.children}
      </span>
    </Tooltip>
  );
}
