import { Select, Slider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AxisName, type Matrix, matrixNames } from '#differentiate/portfolio/api';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { CellDrawer, type OpenedCell } from './cell-drawer.tsx';
import { CellLink } from './cell-link.tsx';
import { MatrixChecks } from './matrix-checks.tsx';
import { PortfolioMoves } from './portfolio-moves.tsx';
import type { PortfolioSearch } from './portfolio-search.ts';
import { useMatrix } from './portfolio.data.ts';
import classes from './portfolio.module.css';
import { useWriteAxis } from './use-write-axis.ts';

type Part = { search: PortfolioSearch; set: (change: Partial<PortfolioSearch>) => void };

/** Four cells by two lines that move, with live people and money. */
export function PortfolioMatrix({ search, set }: Part) {
  const { t } = useTranslation('portfolio');
  const { language } = useFormat();
  const name = search.matrix ?? 'revenue-lifetime';
  const choice = { matrix: name, cutX: search.cutX, cutY: search.cutY };
  const matrix = useMatrix(choice, search.at);
  const isOlder = search.at !== undefined;
  const chosen = (value: string | null) => matrixNames.find((one) => one === value) ?? name;
  return (
    <Section
      title={t('matrix')}
      aside={
        <Select
          size="xs"
          w={240}
          allowDeselect={false}
          value={name}
          aria-label={t('matrix')}
          data={matrixNames.map((value) => ({ value, label: t(`matrices.${value}`) }))}
          onChange={(value) => set({ matrix: chosen(value), cutX: undefined, cutY: undefined })}
        />
      }
    >
      <p className="soft small">
        {t(isOlder ? 'matrixHintThen' : 'matrixHint')}
        {isOlder && matrix.data && (isDeclared(matrix.data.x.name) || isDeclared(matrix.data.y.name))
          ? ` ${t('scoresNow')}`
          : null}
      </p>
      {matrix.error ? <ProblemNote thrown={matrix.error} again={() => void matrix.refetch()} /> : null}
      {matrix.data && matrix.data.missing !== null ? (
        <p className="soft">{t('missing', { what: matrix.data.missing[language] })}</p>
      ) : null}
      {matrix.data && matrix.data.missing === null ? (
        <>
          <Cells matrix={matrix.data} isOlder={isOlder} stale={matrix.isPlaceholderData} />
          <div className={classes.cuts}>
            <Cut
              key={`${name}-y`}
              axis={matrix.data.y}
              currency={matrix.data.currency}
              onCut={(cutY) => set({ cutY })}
            />
            <Cut
              key={`${name}-x`}
              axis={matrix.data.x}
              currency={matrix.data.currency}
              onCut={(cutX) => set({ cutX })}
            />
          </div>
          {isOlder ? null : <MatrixChecks matrix={matrix.data} />}
          <PortfolioMoves matrix={matrix.data} search={search} set={set} />
        </>
      ) : null}
    </Section>
  );
}

/** Scores are those customers' records say now: files give them no date. */
const isDeclared = (axis: AxisName) => axis === 'attitudeScore' || axis === 'recommendationScore';

function Cells(props: { matrix: Matrix; isOlder: boolean; stale: boolean }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const { language } = format;
  const { matrix } = props;
  const [opened, setOpened] = useState<OpenedCell>();
  const open = (cell: Matrix['cells'][number]) => () =>
    setOpened({
      ...{ title: cell.label[language], condition: cell.condition },
      choice: {
        ...{ snapshotId: matrix.snapshotId, matrix: matrix.matrix, cell: cell.name },
        ...{ cutX: matrix.x.cut, cutY: matrix.y.cut },
      },
    });
  const all = Math.max(
    1,
    matrix.cells.reduce((sum, cell) => sum + cell.customers, 0),
  );
  const axis = (one: Matrix['x']) => one.label[language];
  return (
    <div className={classes.matrix} data-stale={props.stale} aria-busy={props.stale}>
      <p className={classes.axisY}>↑ {axis(matrix.y)}</p>
      <div className={classes.cells}>
        {matrix.cells.map((cell) => (
          <CellLink
            key={cell.name}
            condition={cell.condition}
            name={cell.label[language]}
            onOpen={props.isOlder ? open(cell) : undefined}
            className={classes.quarter}
          >
            <span className={classes.shade} style={{ opacity: 0.04 + 0.3 * (cell.customers / all) }} />
            <strong className={classes.name}>{cell.label[language]}</strong>
            <span className={classes.figure}>
              {t('people', { count: cell.customers, shown: format.number(cell.customers) })}
            </span>
            <span className={classes.line}>
              {t('sales12', { sales: format.money(cell.netSales, matrix.currency, { cents: false }) })}
            </span>
            {cell.futureSales === null ? null : (
              <span className={classes.line}>
                {t('toCome', { sales: format.money(cell.futureSales, matrix.currency, { cents: false }) })}
              </span>
            )}
            <span className={classes.advice}>{cell.advice[language]}</span>
          </CellLink>
        ))}
      </div>
      <p className={classes.axisX}>{axis(matrix.x)} →</p>
      {matrix.unknown > 0 ? (
        <p className="soft small">
          {t('unknown', { count: matrix.unknown, shown: format.number(matrix.unknown) })}
        </p>
      ) : null}
      <CellDrawer cell={opened} onClose={() => setOpened(undefined)} />
    </div>
  );
}

/** The twentieth of the customers nearest to a cut. */
function placeOf(cut: number, quantiles: readonly number[]): number {
  const at = quantiles.findIndex((value) => value >= cut);
  return at < 0 ? quantiles.length - 1 : at;
}

function Cut(props: { axis: Matrix['x']; currency: string; onCut: (cut: number) => void }) {
  const { t } = useTranslation('portfolio');
  const { language } = useFormat();
  const write = useWriteAxis(props.axis.unit, props.currency);
  const { quantiles, cut } = props.axis;
  const [place, setPlace] = useState(() => placeOf(cut, quantiles));
  useEffect(() => setPlace(placeOf(cut, quantiles)), [cut, quantiles]);
  const label = props.axis.label[language];
  const shown = place === placeOf(cut, quantiles) ? cut : (quantiles[place] ?? cut);
  const id = `cut-${props.axis.name}`;
  return (
    <div>
      <p className={classes.cutLabel} id={id}>
        {t('cut', { axis: label })} <strong className="figures">{write(shown)}</strong>
      </p>
      <Slider
        thumbProps={{ 'aria-labelledby': id }}
        min={0}
        max={Math.max(1, quantiles.length - 1)}
        step={1}
        value={place}
        label={(at) => write(quantiles[at] ?? 0)}
        onChange={setPlace}
        onChangeEnd={(at) => props.onCut(quantiles[at] ?? 0)}
      />
    </div>
  );
}
