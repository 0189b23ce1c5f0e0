import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  BrushComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { EChartsCoreOption } from 'echarts/core';
import { type Scheme, tokens } from '../app/theme.ts';

echarts.use([
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  TooltipComponent,
  AriaComponent,
  MarkLineComponent,
  BrushComponent,
  SVGRenderer,
]);

export type Drawing = {
  update: (option: EChartsCoreOption, scheme: Scheme) => void;
  resize: () => void;
  picture: () => string;
  end: () => void;
};

/** Draws into an element with the one style of the house: no box, light horizontal rules, figures in the text font. */
export function draw(element: HTMLElement): Drawing {
  const chart = echarts.init(element, undefined, { renderer: 'svg' });
  return {
    update: (option, scheme) => chart.setOption(dressed(option, scheme), { notMerge: true }),
    resize: () => chart.resize({ animation: { duration: 0 } }),
    picture: () => chart.getDataURL({ type: 'svg' }),
    end: () => chart.dispose(),
  };
}

type Axis = { readonly axisLabel?: object };

function dressed(option: EChartsCoreOption, scheme: Scheme): EChartsCoreOption {
  const t = tokens[scheme];
  const text = { color: t.inkSoft, fontFamily: "'Inter Variable', system-ui, sans-serif", fontSize: 12 };
  const axis = (given: unknown, ruled: boolean) => ({
    axisLine: { show: !ruled, lineStyle: { color: t.rule } },
    axisTick: { show: false },
    splitLine: { show: ruled, lineStyle: { color: t.hairline } },
    ...(given as Axis),
    axisLabel: { ...text, ...(given as Axis).axisLabel },
  });
  return {
    color: [t.blue, t.ochre, t.green, t.plum, t.grey],
    textStyle: text,
    // Drawn at once: a figure is there to be read, also where motion is reduced or the page is printed.
    animation: false,
    grid: {
      left: 4,
      right: 8,
      top: 16,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    aria: { enabled: true },
    tooltip: {
      trigger: 'axis',
      backgroundColor: t.raised,
      borderColor: t.hairline,
      textStyle: { ...text, color: t.ink },
      axisPointer: { lineStyle: { color: t.rule } },
    },
    ...option,
    ...('xAxis' in option ? { xAxis: axis(option['xAxis'], isValue(option['xAxis'])) } : {}),
    ...('yAxis' in option ? { yAxis: axis(option['yAxis'], isValue(option['yAxis'])) } : {}),
  };
}

function isValue(axis: unknown): boolean {
  return typeof axis === 'object' && axis !== null && 'type' in axis && axis.type === 'value';
}
