import { parseDuration } from '../shared/duration';
import type { JobSpec } from '../api/types';
import { floorTo, type Range, type WindowShape } from './range';

// Answers have every default written out; the schema, made for requests too, does not know.
export const windowShape = ({ window }: JobSpec): WindowShape => ({
  size: parseDuration(window?.size ?? 'PT5M'),
  offset: parseDuration(window?.offset ?? 'PT0S'),
});

export const outOfOrderness = ({ eventTime }: JobSpec): number => parseDuration(eventTime?.outOfOrderness ?? 'PT15S');

/** The window that holds the newest hit. */
export function windowAt(newestHit: number, shape: WindowShape): Range {
  const from = floorTo(newestHit, shape.size, shape.offset);
  return { from, to: from + shape.size };
}

export type Closing =
  | { state: 'final' }
  | { state: 'counting-down'; left: number }
  /** It is due, but the watermark has not passed its end yet. */
  | { state: 'due' }
  /** Hits of another time (a replay): wall-clock time says nothing; it closes with a hit from `at` on. */
  | { state: 'waiting'; at: number };

/** When a window becomes FINAL: at its end plus out-of-orderness, if hits keep coming at their own time. */
export function closing(window: Range, delay: number, watermark: number | undefined, now: number): Closing {
  if (watermark !== undefined && watermark >= window.to) return { state: 'final' };
  const at = window.to + delay;
  const size = window.to - window.from;
  if (now > at + size || now < window.from - size) return { state: 'waiting', at };
  return now < at ? { state: 'counting-down', left: at - now } : { state: 'due' };
}
