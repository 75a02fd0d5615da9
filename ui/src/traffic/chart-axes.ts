import type uPlot from 'uplot';
import { compact } from '../shared/format';
import { timeLabels } from './time-labels';

const FONT = '12px system-ui, sans-serif';
const INTEGER_STEPS = Array.from({ length: 13 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

export interface AxisColors {
  text: string;
  tick: string;
  grid: string;
}

export function axes(tz: string, colors: AxisColors): uPlot.Axis[] {
  const common = { stroke: colors.text, font: FONT };
  return [
    {
      ...common,
      size: 48,
      grid: { show: false },
      ticks: { stroke: colors.tick, width: 1, size: 6 },
      values: (_plot, splits, _axis, _space, step) => timeLabels(splits, step, tz),
    },
    {
      ...common,
      size: 52,
      grid: { stroke: colors.grid, width: 1 },
      ticks: { show: false },
      incrs: INTEGER_STEPS,
      values: (_plot, splits) => splits.map(compact),
    },
  ];
}
