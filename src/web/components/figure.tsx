import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './figure.module.css';
import { Sparkline } from './sparkline.tsx';

type FigureProps = {
  label: string;
  /** The number, already written for the reader's language. */
  value: ReactNode;
  unit?: string;
  period?: string;
  /** How it moved against the previous period, in words: "+4,2 %". */
  change?: { text: string; direction: 'up' | 'down' | 'level'; against?: string };
  trend?: readonly number[];
  /** What is counted and over whom; shown on hover and read to screen readers. */
  definition: string;
  population?: string;
  children?: ReactNode;
};

/** One big number with its unit, period, movement and definition. */
export function Figure(props: FigureProps) {
  const { t } = useTranslation('parts');
  const explanation = props.population
    ? `${props.definition} ${t('population')}${t('colon')}${props.population}.`
    : props.definition;
  return (
    <div className={classes.figure} role="group" aria-label={props.label}>
      <Tooltip label={explanation}>
        <p className={classes.label} tabIndex={0}>
          {props.label}
        </p>
      </Tooltip>
      <p className={classes.value}>
        {isWords(props.value) ? props.value : <span className={classes.number}>{props.value}</span>}
        {props.unit ? <span className={classes.unit}> {props.unit}</span> : null}
      </p>
      <p className={classes.context}>
        {props.change ? (
          <span className={classes[props.change.direction]}>
            <span aria-hidden="true">{arrows[props.change.direction]}</span> {props.change.text}
          </span>
        ) : null}
        {props.change?.against ? <span> {props.change.against}</span> : null}
        {props.change && props.period ? ' · ' : null}
        {props.period}
      </p>
      {props.trend && props.trend.length > 1 ? <Sparkline values={props.trend} label={explanation} /> : null}
      {props.children}
    </div>
  );
}

const arrows = { up: '▲', down: '▼', level: '=' } as const;

/** Lays figures side by side under one rule, as a newspaper's table of indices. */
export function Figures(props: { children: ReactNode }) {
  return <div className={classes.row}>{props.children}</div>;
}

/** Words may be broken into lines, a number and its sign and currency may not. */
const isWords = (value: ReactNode) => typeof value !== 'string' || /\p{L}{3}/u.test(value);
