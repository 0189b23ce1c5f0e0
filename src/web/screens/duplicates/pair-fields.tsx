import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PairReply, PairSide } from '#identify/review/api';
import { useFormat } from '../../data/use-format.ts';
import classes from './duplicates.module.css';
import { scaleOf, type Step, stepsOf } from './waterfall.ts';

/** What is compared, in the order in which people read it; a place is a postcode and a town. */
const compared: Readonly<Record<string, readonly string[]>> = {
  civility: ['civility'],
  givenName: ['givenName'],
  familyName: ['familyName'],
  birthDate: ['birthDate'],
  email: ['email'],
  phone: ['phone'],
  street: ['street'],
  place: ['postcode', 'city'],
  cardNumber: ['cardNumber'],
};

/** The records field by field; beside each field how far they agree and what that weighs, as a sum that goes from line to line. */
export function PairFields({ pair }: { pair: PairReply }) {
  const { t } = useTranslation('duplicates');
  const order = Object.keys(compared);
  const place = ({ name }: Step) =>
    name === 'prior' ? -1 : name === 'relatives' ? order.length : order.indexOf(name);
  const { explanation } = pair;
  const sorted = explanation && {
    ...explanation,
    fields: explanation.fields.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field)),
  };
  const steps = sorted ? stepsOf(sorted).toSorted((a, b) => place(a) - place(b)) : [];
  const stepOf = (name: string) => steps.find((step) => step.name === name);
  const shown = order.filter((name) => stepOf(name) || pair.sides.some((side) => valueOf(side, name) !== ''));
  const scale = scaleOf(steps);
  return (
    <div role="table" aria-label={t('sideBySide')} className={classes.fields}>
      <div role="row" className={classes.fieldHead}>
        <span role="columnheader">{t('field')}</span>
        <span role="columnheader">{t('record', { letter: 'A' })}</span>
        <span role="columnheader">{t('record', { letter: 'B' })}</span>
        <span role="columnheader">
          <Tooltip label={t('weightMeans')} multiline w={320}>
            <span tabIndex={0} className={classes.helped}>
              {t('weight')}
            </span>
          </Tooltip>
        </span>
      </div>
      <Special step={stepOf('prior')} scale={scale} />
      {shown.map((name) => (
        <Line key={name} name={name} sides={pair.sides} step={stepOf(name)} scale={scale} />
      ))}
      <Special step={stepOf('relatives')} scale={scale} />
      {explanation ? <Total bits={explanation.bits} /> : null}
    </div>
  );
}

const valueOf = (side: PairSide, name: string) =>
  (compared[name] ?? [])
    .map((field) => side.fields[field] ?? '')
    .filter((value) => value !== '')
    .join(' ');

type Scale = readonly [number, number];

function Line(props: { name: string; sides: PairReply['sides']; step: Step | undefined; scale: Scale }) {
  const { t, i18n } = useTranslation('duplicates');
  const { name, sides, step } = props;
  const format = useFormat();
  const [a, b] = [valueOf(sides[0], name), valueOf(sides[1], name)];
  const written = (value: string) =>
    name === 'birthDate' && /^\d{4}-\d\d-\d\d$/.test(value) ? format.date(value) : value;
  const level = step && `duplicates:levels.${step.level}`;
  const told = level === undefined ? '' : i18n.exists(level) ? i18n.t(level as never) : (step?.level ?? '');
  return (
    <div role="row" className={classes.field}>
      <span role="rowheader" className="soft">
        {t(`fields.${name as 'email'}`)}
      </span>
      <Value text={written(a)} other={written(b)} />
      <Value text={written(b)} other={written(a)} />
      <span role="cell" className={classes.weight}>
        <span className="soft small">{told}</span>
        <Weight step={step} scale={props.scale} />
      </span>
    </div>
  );
}

/** A value; what differs from the other side stands out. */
function Value({ text, other }: { text: string; other: string }) {
  const differs = text !== '' && other !== '' && text.toLocaleLowerCase() !== other.toLocaleLowerCase();
  return (
    <span role="cell" className={differs ? classes.differs : undefined}>
      {text === '' ? <span className="soft">–</span> : text}
    </span>
  );
}

/** A line of the sum that no field gives: where it starts, what one roof takes off. */
function Special({ step, scale }: { step: Step | undefined; scale: Scale }) {
  const { t } = useTranslation('duplicates');
  if (step === undefined) return null;
  return (
    <div role="row" className={classes.field}>
      <span role="rowheader" className={`soft ${classes.wide}`}>
        {t(`special.${step.name as 'prior'}`)}
      </span>
      <span role="cell" className={classes.weight}>
        <span />
        <Weight step={step} scale={scale} />
      </span>
    </div>
  );
}

/** A bar from where the sum was to where it goes, and the weight as a number. */
function Weight({ step, scale: [low, high] }: { step: Step | undefined; scale: Scale }) {
  const format = useFormat();
  if (step === undefined) return <span className={classes.track} />;
  const at = (bits: number) => ((bits - low) / (high - low || 1)) * 100;
  const [left, right] = [Math.min(step.from, step.to), Math.max(step.from, step.to)];
  return (
    <>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.nought} style={{ left: `${at(0)}%` }} />
        <span
          className={step.bits >= 0 ? classes.for : classes.against}
          style={{ left: `${at(left)}%`, width: `${at(right) - at(left)}%` }}
        />
      </span>
      <span className={classes.bits}>{format.signed(format.number(step.bits, 1, 1))}</span>
    </>
  );
}

function Total({ bits }: { bits: number }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  return (
    <div role="row" className={`${classes.field} ${classes.total}`}>
      <span role="rowheader" className={classes.wide}>
        {t('total')}
      </span>
      <span role="cell" className={classes.weight}>
        <span className="soft small">{t(bits >= 0 ? 'forOne' : 'againstOne')}</span>
        <span className={classes.track} />
        <span className={classes.bits}>{format.signed(format.number(bits, 1, 1))}</span>
      </span>
    </div>
  );
}
