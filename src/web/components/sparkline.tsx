/** A line the height of a word, for the shape of a series; the figures are beside it, so it is hidden from readers. */
export function Sparkline(props: {
  values: readonly number[];
  label?: string;
  width?: number;
  height?: number;
  colour?: string;
}) {
  const width = props.width ?? 120;
  const height = props.height ?? 24;
  const low = Math.min(...props.values);
  const span = Math.max(...props.values) - low || 1;
  const step = (width - 6) / Math.max(1, props.values.length - 1);
  const at = (value: number) => height - 3 - ((value - low) / span) * (height - 6);
  const points = props.values.map((value, i) => `${(3 + i * step).toFixed(1)},${at(value).toFixed(1)}`);
  const last = points.at(-1)?.split(',') ?? ['0', '0'];
  const colour = props.colour ?? 'var(--blue)';
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke={colour}
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx={last[0]} cy={last[1]} r="2.5" fill={colour} />
    </svg>
  );
}
