import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type SurvivorshipPreview, survivorshipParts } from '#identify/customers/api';
import { Empty } from '../../components/empty.tsx';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from './survivorship.module.css';

/** What other rules would change: how many customers, in which part, and some of them. */
export function PreviewPart({ preview }: { preview: SurvivorshipPreview }) {
  const { t } = useTranslation('survivorship');
  const format = useFormat();
  const { several, looked, changed, byPart } = preview;
  if (several === 0) return <Empty title={t('nobody')} detail={t('nobodyHint')} />;
  const parts = survivorshipParts.flatMap((part) =>
    byPart[part] ? [`${t(`parts.${part}`)} ${format.number(byPart[part])}`] : [],
  );
  return (
    <div role="status">
      <p>
        {t('several', { count: several, shown: format.number(several), looked: format.number(looked) })}{' '}
        {changed === 0 ? (
          t('none')
        ) : (
          <>
            <strong>
              {t('changed', { count: changed, shown: format.number(changed) })} (
              {format.percent(changed / looked)})
            </strong>{' '}
            <span className="soft">{parts.join(' · ')}</span>
          </>
        )}
      </p>
      {changed > 0 ? <Examples examples={preview.examples} /> : null}
    </div>
  );
}

function Examples({ examples }: Pick<SurvivorshipPreview, 'examples'>) {
  const { t, i18n } = useTranslation(['survivorship', 'clients']);
  const labelOf = (field: string) => {
    const known = `clients:fields.${field}`;
    return i18n.exists(known) ? String(t(known as 'clients:fields.email')) : field;
  };
  return (
    <Section title={t('examples')}>
      <div className={classes.wide}>
        <table className={classes.examples}>
          <thead>
            <tr>
              <th>{t('field')}</th>
              <th>{t('before')}</th>
              <th>{t('after')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {examples.map(({ customerId, field, before, after }) => (
              <tr key={`${customerId} ${field}`}>
                <td>{labelOf(field)}</td>
                <td>{before ?? <span className="soft">{t('nothing')}</span>}</td>
                <td>{after ?? <span className="soft">{t('nothing')}</span>}</td>
                <td>
                  <Link to="/clients/$id" params={{ id: String(customerId) }}>
                    {t('customer', { id: customerId })}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
