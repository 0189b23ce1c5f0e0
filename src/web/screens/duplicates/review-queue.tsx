import { useTranslation } from 'react-i18next';
import { Empty } from '../../components/empty.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { nameOfPair, type QueuedPair, type QueueOrder, useQueue } from './duplicates.data.ts';
import classes from './duplicates.module.css';
import { PairView } from './pair-view.tsx';
import { useDeciding } from './use-deciding.ts';
import { useSideName } from './use-side-name.ts';

/** The pairs that wait at left, the one looked at beside them. */
export function ReviewQueue(props: {
  kind: QueuedPair['kind'];
  order: QueueOrder;
  pair: string | undefined;
  onPair: (pair: string | undefined) => void;
}) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const queue = useQueue(props.kind, props.order);
  const items = queue.data?.items ?? [];
  const at = Math.max(
    0,
    items.findIndex((one) => nameOfPair(one) === props.pair),
  );
  const chosen = items[at];
  const go = (to: number) => {
    const next = items[Math.min(items.length - 1, Math.max(0, to))];
    props.onPair(next && nameOfPair(next));
  };
  const deciding = useDeciding({ pair: chosen, onNext: () => go(at + 1), onPrevious: () => go(at - 1) });
  if (queue.error) return <ProblemNote thrown={queue.error} again={() => void queue.refetch()} />;
  if (queue.data && chosen === undefined)
    return <Empty title={t(`nothing.${props.kind}`)} detail={t('nothingHint')} />;
  return (
    <div className={classes.review}>
      <ol className={classes.queue} aria-label={t(`kinds.${props.kind}`)}>
        {items.map((item, place) => (
          <li key={nameOfPair(item)}>
            <Waiting item={item} chosen={item === chosen} onOpen={() => go(place)} />
          </li>
        ))}
      </ol>
      {chosen ? (
        <PairView
          key={nameOfPair(chosen)}
          pair={chosen}
          place={t('place', {
            at: format.number(at + 1),
            of: format.number(queue.data?.total ?? items.length),
          })}
          deciding={deciding}
          onNext={() => go(at + 1)}
          onPrevious={() => go(at - 1)}
        />
      ) : null}
    </div>
  );
}

function Waiting(props: { item: QueuedPair; chosen: boolean; onOpen: () => void }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const sideName = useSideName();
  const { item } = props;
  return (
    <button
      type="button"
      className={`quiet-button ${classes.waiting} ${props.chosen ? classes.chosen : ''}`}
      aria-current={props.chosen}
      onClick={props.onOpen}
    >
      <span className="clip">{sideName(item.sides[0])}</span>
      <span className="clip">{sideName(item.sides[1])}</span>
      <span className="soft small">
        {format.percent(item.probability, 0)}
        {item.stake === null
          ? ''
          : ` · ${t('atStake', { sales: format.money(item.stake.netSales, item.stake.currency, { cents: false }) })}`}
        {item.unsure ? ` · ${t('unsureOnce')}` : ''}
      </span>
    </button>
  );
}
