import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../data/use-format.ts';

/** A number of people, always a link to the list behind it. */
export function PeopleCount(props: { count: number; to: LinkProps['to']; search?: Record<string, unknown> }) {
  const { t } = useTranslation('parts');
  const format = useFormat();
  return (
    <Link
      to={props.to ?? '/'}
      search={props.search ?? {}}
      className="link nowrap figures"
      title={t('seePeople')}
    >
      {t('people', { count: props.count, shown: format.number(props.count) })}
    </Link>
  );
}
