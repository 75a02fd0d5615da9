import { DAY, HOUR, MINUTE } from '../shared/duration';

/** A half-open stretch of time, in milliseconds since the epoch. */
export interface Range {
  from: number;
  to: number;
}

/** A tumbling window's size and offset from the epoch, in milliseconds. */
export interface WindowShape {
  size: number;
  offset: number;
}

export const ALL = 'all';
export const NOW = 'now';

export const PRESETS: readonly { from: string; label: string }[] = [
  { from: 'now-1h', label: 'Last hour' },
  { from: 'now-6h', label: 'Last 6 hours' },
  { from: 'now-24h', label: 'Last 24 hours' },
  { from: 'now-7d', label: 'Last 7 days' },
  { from: ALL, label: 'All data' },
];
export const DEFAULT_FROM = 'now-24h';

const RELATIVE = /^now(?:-(\d{1,6})([mhd]))?$/;
const UNITS: Record<string, number> = { m: MINUTE, h: HOUR, d: DAY };

/** One end of a range: `now`, `now-24h` (m, h, d) or an RFC 3339 instant. NaN for anything else. */
export function parseMoment(text: string, now: number): number {
  const relative = RELATIVE.exec(text);
  if (relative) return now - Number(relative[1] ?? 0) * (UNITS[relative[2] ?? ''] ?? 0);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN;
}

/** Whether a range moves on with time. */
export const isSliding = (from: string, to: string): boolean => from === ALL || RELATIVE.test(to);

/** The range that `from` and `to` mean at `now`; the default range where they mean nothing. `extent` is where the data lies. */
export function resolveRange(from: string, to: string, now: number, extent: Range): Range {
  if (from === ALL) return extent;
  const range = { from: parseMoment(from, now), to: parseMoment(to, now) };
  return range.to > range.from ? range : { from: parseMoment(DEFAULT_FROM, now), to: now };
}

const LEAST_PIXELS = 3;
const LADDER = [0, 15 * MINUTE, HOUR, DAY, 7 * DAY, 28 * DAY];

/** The finest step, a multiple of the window's size, at which a bucket is at least 3 pixels wide. */
export function chooseStep(range: Range, pixels: number, windowSize: number): number {
  const steps = LADDER.map((wanted) => Math.max(1, Math.ceil(wanted / windowSize)) * windowSize);
  const wideEnough = steps.find((step) => pixels / ((range.to - range.from) / step) >= LEAST_PIXELS);
  return wideEnough ?? steps[steps.length - 1] ?? windowSize;
}

export const floorTo = (ms: number, step: number, offset: number): number =>
  Math.floor((ms - offset) / step) * step + offset;

/** The range widened to whole buckets. */
export function align(range: Range, step: number, offset: number): Range {
  const to = floorTo(range.to, step, offset);
  return { from: floorTo(range.from, step, offset), to: to < range.to ? to + step : to };
}

/** Twice (or half) as long a range around the same middle, not beyond `limit`. */
export function zoom(range: Range, factor: number, limit: number): Range {
  const middle = (range.from + range.to) / 2;
  const half = ((range.to - range.from) / 2) * factor;
  const to = Math.min(middle + half, Math.max(limit, range.to));
  return { from: Math.round(to - 2 * half), to: Math.round(to) };
}
