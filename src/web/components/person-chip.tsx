import classes from './person.module.css';
import { type ConsentChannel, ConsentDots, type ConsentState } from './consent-dots.tsx';
import { ValueRank } from './value-rank.tsx';

type PersonChipProps = {
  name: string;
  place?: string | undefined;
  rank?: number | undefined;
  consents?: Partial<Record<ConsentChannel, ConsentState>>;
  onOpen?: () => void;
};

/** A person wherever one is named: name, place, value rank, consent per channel. Opens their drawer. */
export function PersonChip(props: PersonChipProps) {
  const inside = (
    <>
      <span className={classes.name}>{props.name}</span>
      {props.place ? <span className={classes.place}>{props.place}</span> : null}
      <ValueRank rank={props.rank} />
      {props.consents ? <ConsentDots states={props.consents} /> : null}
    </>
  );
  if (!props.onOpen) return <span className={classes.chip}>{inside}</span>;
  return (
    <button type="button" className={`quiet-button ${classes.chip} ${classes.opens}`} onClick={props.onOpen}>
      {inside}
    </button>
  );
}
