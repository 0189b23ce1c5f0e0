import { useTranslation } from 'react-i18next';
import type { CustomerPage, FieldWithLineage } from '#identify/customers/api';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import { CustomerTies } from '../duplicates/customer-ties.tsx';
import classes from './clients.module.css';
import { FieldOrigin } from './field-origin.tsx';

/** Everything known of who this is; each value opens where it comes from, how sure it is and what else was said. */
export function ClientIdentity(props: { page: CustomerPage }) {
  const { t, i18n } = useTranslation('clients');
  const format = useFormat();
  const { page } = props;
  const label = (field: string) => {
    const known = `clients:fields.${field}`;
    return i18n.exists(known) ? i18n.t(known as never) : inWords(field);
  };
  const written = (field: string) => (value: string) => (field === 'birthDate' ? format.date(value) : value);
  const rows = (fields: readonly FieldWithLineage[]) => (
    <dl className={classes.identity}>
      {fields.map((field) => (
        <div key={field.field}>
          <dt>{label(field.field)}</dt>
          <dd>
            <FieldOrigin field={field} label={label(field.field)} written={written(field.field)} />
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
function inOrder(fields: readonly FieldWithLineage[]): FieldWithLineage[] {
  return [...fields].sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
}

/** A field of a file, as people read it: `addressComplement` is "Address complement". */
function inWords(field: string): string {
  const parted = field.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  return parted === field
    ? field
    : parted.charAt(0).toLocaleUpperCase() + parted.slice(1).toLocaleLowerCase();
}
