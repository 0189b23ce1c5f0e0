import { Popover } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import {
  type FieldSureness,
  type FieldWithLineage,
  likelihoodFields,
  type SaidValue,
} from '#identify/customers/api';
import { Status, type Tone } from '../../components/status.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import classes from './clients.module.css';

type OriginProps = {
  field: FieldWithLineage;
  label: string;
  /** A value of this field as people read it. */
  written: (value: string) => string;
};

const tones: Record<z.infer<typeof FieldSureness>, Tone> = {
  ...{ corrected: 'good', agreed: 'good', alone: 'quiet', changed: 'quiet', disputed: 'waiting' },
};

/** A value that opens how sure it is, by which rule it holds, since when, the record it comes from, and every other value said. */
export function FieldOrigin(props: OriginProps) {
  const { t } = useTranslation('clients');
  const { field, label } = props;
  const value = props.written(field.value);
  return (
    <>
      <Popover width={320} position="bottom-start" shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={`quiet-button ${classes.sourced}`}
            aria-label={t('origin.open', { label, value })}
          >
            {value}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>
          <Origin {...props} />
        </Popover.Dropdown>
      </Popover>
      {field.sureness === 'disputed' ? (
        <span className="soft small"> {t('origin.disputedShort')}</span>
      ) : null}
    </>
  );
}

function Origin({ field, written }: OriginProps) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const { sureness } = field;
  return (
    <div className={classes.origin} tabIndex={-1}>
      <Status tone={tones[sureness]}>
        {sureness === 'agreed'
          ? t('origin.sureness.agreed', { count: field.sources })
          : t(`origin.sureness.${sureness}`)}
      </Status>
      <Likelihood field={field} />
      <p>
        {t(`origin.rules.${field.rule}`)} {t('origin.since', { date: format.date(field.since) })}
      </p>
      <p className="soft">
        <Place said={field} />
      </p>
      {field.others.length > 0 ? (
        <>
          <h3>{t('origin.others')}</h3>
          <ul>
            {field.others.map((other) => (
              <li key={other.value}>
                {written(other.value)}
                <br />
                <span className="soft">
                  <Place said={other} />
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

/** How likely the value is right, where that can be told; nothing of fields that may have several right values. */
function Likelihood({ field }: { field: FieldWithLineage }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const { probability, sureness } = field;
  if (sureness === 'corrected' || !likelihoodFields.includes(field.field)) return null;
  // Never 100 %: nothing learnt is certain.
  const share = format.percent(Math.min(0.99, probability ?? 0), 0);
  return <p>{probability === null ? t('origin.noRight') : t('origin.right', { share })}</p>;
}

/** Source, import, line and day of what was said; opens the import. */
function Place({ said }: { said: z.infer<typeof SaidValue> }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const mayOpen = useMay()('imports:read');
  const date = format.date(said.recordedAt);
  if (said.importId === 0) return t('origin.byHand', { date });
  const words = t('origin.line', {
    source: said.source.name,
    import: String(said.importId),
    line: format.number(said.line),
    date,
  });
  return mayOpen ? (
    <Link to="/sources/$id" params={{ id: String(said.importId) }} className="link">
      {words}
    </Link>
  ) : (
    words
  );
}
