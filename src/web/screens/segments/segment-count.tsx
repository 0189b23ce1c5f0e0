import type { SegmentView } from '#differentiate/segments/api';
import { useFormat } from '../../data/use-format.ts';
import { useCount } from './segments.data.ts';

/** How many customers a saved segment means now. */
export function SegmentCount(props: { segment: SegmentView }) {
  const format = useFormat();
  const count = useCount({ segment: props.segment.segmentId });
  if (count.isError) return '—';
  return <span className="figures">{count.data ? format.number(count.data.customers) : '…'}</span>;
}
