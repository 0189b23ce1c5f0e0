import classes from './chart.module.css';
import type { ChartData } from './chart-data.ts';

/** The figures behind a chart, in the height the chart had. */
export function ChartTable(props: { data: ChartData; height: number; label: string }) {
  return (
    <div
      className={classes.tableBox}
      style={{ maxHeight: props.height }}
      tabIndex={0}
      role="region"
      aria-label={props.label}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            {props.data.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.data.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th key={props.data.heads[i]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={props.data.heads[i]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
