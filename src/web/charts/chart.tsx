import { ActionIcon, SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { IconDownload, IconPhoto } from '@tabler/icons-react';
import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { csvFile, download } from '../components/csv.ts';
import { useFormat } from '../data/use-format.ts';
import classes from './chart.module.css';
import type { ChartData } from './chart-data.ts';
import type { Drawing } from './chart-drawing.ts';
import { ChartTable } from './chart-table.tsx';

type ChartProps = {
  /** The finding, in words. */
  title: string;
  /** Measure, unit, period and population. */
  subtitle: string;
  source?: string;
  /** What the drawing shows, for those who do not see it. */
  summary: string;
  option: EChartsCoreOption;
  /** The table behind the drawing, written for the reader. */
  data: ChartData;
  height?: number;
  name: string;
};

/** A chart titled by its finding, with its table one click away, a text summary and downloads. ECharts loads only when needed. */
export function Chart(props: ChartProps) {
  const { t } = useTranslation('parts');
  const { language } = useFormat();
  const [view, setView] = useState('chart');
  const drawing = useRef<Drawing>(undefined);
  const summaryId = useId();
  const savePicture = () => {
    const picture = drawing.current?.picture();
    if (picture) void savePng(picture, props.name);
  };
  return (
    <figure className={classes.chart} aria-describedby={summaryId}>
      <div className={classes.head}>
        <figcaption>
          <p className={classes.title}>{props.title}</p>
          <p className={classes.subtitle}>
            {props.subtitle}
            {props.source ? ` · ${t('chart.source', { source: props.source })}` : ''}
          </p>
        </figcaption>
        <div className={classes.tools}>
          <SegmentedControl
            size="xs"
            value={view}
            onChange={setView}
            aria-label={props.title}
            data={[
              { value: 'chart', label: t('chart.chart') },
              { value: 'table', label: t('chart.table') },
            ]}
          />
          {view === 'chart' ? (
            <ActionIcon
              variant="default"
              size={28}
              aria-label={t('chart.png')}
              title={t('chart.png')}
              onClick={savePicture}
            >
              <IconPhoto size={16} stroke={1.6} />
            </ActionIcon>
          ) : (
            <ActionIcon
              variant="default"
              size={28}
              aria-label={t('chart.csv')}
              title={t('chart.csv')}
              onClick={() =>
                download(csvFile([props.data.heads, ...props.data.rows], language), `${props.name}.csv`)
              }
            >
              <IconDownload size={16} stroke={1.6} />
            </ActionIcon>
          )}
        </div>
      </div>
      <p id={summaryId} className="seen-by-readers-only">
        {props.summary}
      </p>
      {view === 'chart' ? (
        <Canvas option={props.option} height={props.height ?? 260} drawing={drawing} />
      ) : (
        <ChartTable data={props.data} height={props.height ?? 260} label={props.title} />
      )}
    </figure>
  );
}

function Canvas(props: {
  option: EChartsCoreOption;
  height: number;
  drawing: { current: Drawing | undefined };
}) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const [ready, setReady] = useState(false);
  const { drawing } = props;
  useEffect(() => {
    const element = place.current;
    let gone = false;
    let watcher: ResizeObserver | undefined;
    void import('./chart-drawing.ts').then(({ draw }) => {
      if (gone || !element) return;
      drawing.current = draw(element);
      watcher = new ResizeObserver(() => drawing.current?.resize());
      watcher.observe(element);
      setReady(true);
    });
    return () => {
      gone = true;
      watcher?.disconnect();
      drawing.current?.end();
      drawing.current = undefined;
    };
  }, [drawing]);
  useEffect(() => {
    if (ready) drawing.current?.update(props.option, scheme);
  }, [ready, props.option, scheme, drawing]);
  return <div ref={place} className={classes.canvas} style={{ height: props.height }} aria-hidden="true" />;
}

async function savePng(picture: string, name: string): Promise<void> {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && download(blob, `${name}.png`), 'image/png');
}
