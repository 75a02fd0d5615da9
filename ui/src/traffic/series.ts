import type { Series, WindowStatus } from '../api/types';
import { parseDuration } from '../shared/duration';
import type { Range } from './range';

/** One window, or several rolled up: its hits in all, by the chart's keys, and of the other keys. Times in milliseconds. */
export interface Bucket {
  start: number;
  end: number;
  status: WindowStatus;
  hits: number;
  lateHits: number;
  byKey: number[];
  other: number;
}

/** What the chart and its table show. `buckets` has only those with hits, ascending. */
export interface Chart {
  range: Range;
  step: number;
  keys: string[];
  otherKeys: number;
  buckets: Bucket[];
}

export function toChart(series: Series): Chart {
  const at = (hits: number[], index: number): number => hits[index] ?? 0;
  return {
    range: { from: Date.parse(series.from), to: Date.parse(series.to) },
    step: parseDuration(series.step),
    keys: series.series.map((line) => line.key),
    otherKeys: series.other.keys,
    buckets: series.windows.map((window, index) => ({
      start: Date.parse(window.start),
      end: Date.parse(window.end),
      status: window.status,
      hits: window.hits,
      lateHits: window.lateHits,
      byKey: series.series.map((line) => at(line.hits, index)),
      other: at(series.other.hits, index),
    })),
  };
}

/** The chart with the buckets of `part`'s range taken from `part`, which was read with the chart's keys. */
export function merge(chart: Chart, part: Chart): Chart {
  const before = chart.buckets.filter((bucket) => bucket.start < part.range.from);
  const after = chart.buckets.filter((bucket) => bucket.start >= part.range.to);
  return { ...chart, buckets: [...before, ...part.buckets, ...after] };
}

/** The chart moved to another range of the same step. */
export function slide(chart: Chart, range: Range): Chart {
  const inside = chart.buckets.filter((bucket) => bucket.start >= range.from && bucket.start < range.to);
  return { ...chart, range, buckets: inside };
}

/** The chart as a newer watermark leaves it: what ended before it is no longer OPEN. */
export function settle(chart: Chart, watermark: number): Chart {
  const settled = (bucket: Bucket): Bucket =>
    bucket.status === 'OPEN' && bucket.end <= watermark
      ? { ...bucket, status: bucket.lateHits > 0 ? 'CORRECTED' : 'FINAL' }
      : bucket;
  return { ...chart, buckets: chart.buckets.map(settled) };
}

export const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);
export const totalHits = (chart: Chart): number => sum(chart.buckets.map((bucket) => bucket.hits));
export const lateHits = (chart: Chart): number => sum(chart.buckets.map((bucket) => bucket.lateHits));

/** The key of "all others"; no host or referrer can contain NUL. */
export const OTHER = '\u0000other';

/** A stacked chart: a slot per step of the range, and for each visible key (bottom first) the height of its upper edge per slot. */
export interface Stack {
  step: number;
  starts: number[];
  slots: (Bucket | undefined)[];
  layers: { key: string; tops: number[] }[];
}

/** Lays the chart out, with zeros where a slot had no hits: a gap is a gap, not a slope. */
export function stack(chart: Chart, hidden: ReadonlySet<string>): Stack {
  const { range, step } = chart;
  const length = Math.max(0, Math.ceil((range.to - range.from) / step));
  const starts = Array.from({ length }, (_, index) => range.from + index * step);
  const slots: (Bucket | undefined)[] = new Array<Bucket | undefined>(length).fill(undefined);
  for (const bucket of chart.buckets) {
    const index = Math.floor((bucket.start - range.from) / step);
    if (index >= 0 && index < length) slots[index] = bucket;
  }
  let below = new Array<number>(length).fill(0);
  const layers = layersOf(chart)
    .filter((layer) => !hidden.has(layer.key))
    .map((layer) => {
      below = below.map((height, index) => height + layer.hits(slots[index]));
      return { key: layer.key, tops: below };
    });
  return { step, starts, slots, layers };
}

/** The chart's keys and "other" (if there are any), bottom first, each with how to read its hits. */
export function layersOf(chart: Chart): { key: string; hits: (bucket: Bucket | undefined) => number }[] {
  const layers = chart.keys.map((key, index) => ({ key, hits: (bucket: Bucket | undefined): number => bucket?.byKey[index] ?? 0 }));
  const other = { key: OTHER, hits: (bucket: Bucket | undefined): number => bucket?.other ?? 0 };
  return chart.otherKeys > 0 ? [...layers, other] : layers;
}
