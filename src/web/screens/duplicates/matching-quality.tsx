import { useTranslation } from 'react-i18next';
import type { QualityReply } from '#identify/review/api';
import { Figure, Figures } from '../../components/figure.tsx';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useQuality } from './duplicates.data.ts';
import classes from './duplicates.module.css';

/** How good matching is, by what people decided: of what is joined how much is right, of what should be how much is found. */
export function MatchingQuality() {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const { data } = useQuality();
  if (data === undefined) return null;
  return (
    <Section title={t('quality')}>
      <Figures>
        <Measured
          label={t('precision')}
          share={data.precision}
          definition={t('precisionMeans')}
          reply={data}
        />
        <Measured label={t('recall')} share={data.recall} definition={t('recallMeans')} reply={data} />
      </Figures>
      <table className={classes.bands}>
        <caption className="seen-by-readers-only">{t('bands')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('band')}</th>
            <th scope="col">{t('bandPairs')}</th>
            <th scope="col">{t('bandLabelled')}</th>
            <th scope="col">{t('bandSame')}</th>
            <th scope="col">{t('bandExpected')}</th>
          </tr>
        </thead>
        <tbody>
          {data.bands.map((band) => (
            <tr key={band.from}>
              <th scope="row">
                {t('between', { from: format.percent(band.from, 0), to: format.percent(band.to, 0) })}
              </th>
              <td>{format.number(band.pairs)}</td>
              <td>{format.number(band.labelled)}</td>
              <td>{band.labelled === 0 ? '–' : format.percent(band.same / band.labelled, 0)}</td>
              <td>{band.pairs === 0 ? '–' : format.percent(band.expected, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.blocking === null ? null : <LeftOut blocking={data.blocking} />}
    </Section>
  );
}

function Measured(props: {
  label: string;
  share: QualityReply['precision'];
  definition: string;
  reply: QualityReply;
}) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const { share, reply } = props;
  return (
    <Figure
      label={props.label}
      value={share === null ? t('tooFew') : format.percent(share.value)}
      period={
        share === null
          ? t('labelsMissing', { count: reply.labelsMissing, shown: format.number(reply.labelsMissing) })
          : t('interval', {
              low: format.percent(share.low),
              high: format.percent(share.high),
              level: format.percent(reply.confidence, 0),
            })
      }
      definition={props.definition}
    />
  );
}

/** What comparing leaves out: how much at least, and values too many share to tell anybody apart. */
function LeftOut({ blocking }: { blocking: NonNullable<QualityReply['blocking']> }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const { crowdedBlocks, crowdedRecords, unreachableRecords } = blocking;
  return (
    <p className="soft small">
      {t('compared', { share: format.percent(blocking.recallAtMost) })}{' '}
      {crowdedBlocks === 0
        ? t('noCrowd')
        : t('crowd', {
            count: crowdedBlocks,
            shown: format.number(crowdedBlocks),
            records: format.number(crowdedRecords),
          })}{' '}
      {unreachableRecords === 0
        ? ''
        : t('unreachable', { count: unreachableRecords, shown: format.number(unreachableRecords) })}
    </p>
  );
}
