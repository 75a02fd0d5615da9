import { describe, expect, it } from 'vitest';
import type { Series, WindowStatus } from '../api/types';
import { MINUTE } from '../shared/duration';
import { type Bucket, type Chart, merge, OTHER, settle, slide, stack, toChart, totalHits } from './series';

const noon = Date.parse('2026-11-20T12:00:00Z');
const step = 5 * MINUTE;
const at = (slot: number): number => noon + slot * step;

function bucket(slot: number, byKey: number[], other = 0, status: WindowStatus = 'FINAL', lateHits = 0): Bucket {
  const hits = byKey.reduce((total, n) => total + n, other);
  return { start: at(slot), end: at(slot + 1), status, hits, lateHits, byKey, other };
}

function chart(buckets: Bucket[], from = 0, to = 6): Chart {
  return { range: { from: at(from), to: at(to) }, step, keys: ['a', 'b'], otherKeys: 3, buckets };
}

describe('an answer of the API', () => {
  const answer: Series = {
    job: 'j', from: '2026-11-20T12:00:00Z', to: '2026-11-20T12:30:00Z', step: 'PT5M', asOf: '2026-11-20T12:30:01Z',
    windows: [{ start: '2026-11-20T12:05:00Z', end: '2026-11-20T12:10:00Z', status: 'CORRECTED', hits: 10, lateHits: 2 }],
    series: [{ key: 'a', hits: [6] }, { key: 'b', hits: [3] }],
    other: { keys: 3, hits: [1] },
  };

  it('becomes one bucket per window', () => expect(toChart(answer)).toEqual(chart([bucket(1, [6, 3], 1, 'CORRECTED', 2)])));
});

describe('reading only what changed', () => {
  it('takes the changed windows and keeps the others', () => {
    const known = chart([bucket(0, [1, 1]), bucket(2, [2, 2], 0, 'OPEN'), bucket(5, [9, 9])]);
    const tail = chart([bucket(2, [4, 4]), bucket(3, [1, 0], 0, 'OPEN')], 2, 5);
    expect(merge(known, tail).buckets).toEqual([bucket(0, [1, 1]), bucket(2, [4, 4]), bucket(3, [1, 0], 0, 'OPEN'), bucket(5, [9, 9])]);
  });

  it('drops a window that lost its hits', () =>
    expect(merge(chart([bucket(2, [2, 2])]), chart([], 2, 3)).buckets).toEqual([]));

  it('keeps the range and the keys', () => {
    const merged = merge(chart([]), { ...chart([], 2, 3), keys: [], otherKeys: 0 });
    expect(merged).toEqual(chart([]));
  });
});

describe('moving on', () => {
  it('drops the windows that left the range', () => {
    const moved = slide(chart([bucket(0, [1, 0]), bucket(1, [2, 0])]), { from: at(1), to: at(7) });
    expect(moved).toEqual(chart([bucket(1, [2, 0])], 1, 7));
  });

  it('settles what ended before the watermark', () => {
    const open = chart([bucket(0, [1, 0], 0, 'OPEN'), bucket(1, [1, 0], 0, 'OPEN', 1), bucket(2, [1, 0], 0, 'OPEN')]);
    expect(settle(open, at(2)).buckets.map(({ status }) => status)).toEqual(['FINAL', 'CORRECTED', 'OPEN']);
  });
});

describe('stacking', () => {
  it('puts each key on the ones before, and the others on top', () => {
    const { layers } = stack(chart([bucket(0, [1, 2], 3)], 0, 1), new Set());
    expect(layers).toEqual([{ key: 'a', tops: [1] }, { key: 'b', tops: [3] }, { key: OTHER, tops: [6] }]);
  });

  it('draws a gap as zeros, not as a slope', () => {
    const { layers, starts, slots } = stack(chart([bucket(0, [5, 0]), bucket(4, [5, 0])], 0, 5), new Set());
    expect(starts).toEqual([0, 1, 2, 3, 4].map(at));
    expect(layers[0]?.tops).toEqual([5, 0, 0, 0, 5]);
    expect(slots.map((slot) => slot !== undefined)).toEqual([true, false, false, false, true]);
  });

  it('leaves hidden keys out', () =>
    expect(stack(chart([bucket(0, [1, 2], 3)], 0, 1), new Set(['a'])).layers).toEqual([{ key: 'b', tops: [2] }, { key: OTHER, tops: [5] }]));

  it('has no layer for others where there are none', () =>
    expect(stack({ ...chart([]), otherKeys: 0 }, new Set()).layers.map(({ key }) => key)).toEqual(['a', 'b']));

  it('adds up to the hits in all', () => {
    const some = chart([bucket(0, [1, 2], 3), bucket(2, [4, 5], 6)]);
    const highest = stack(some, new Set()).layers.at(-1)?.tops ?? [];
    expect(highest.reduce((total, n) => total + n, 0)).toBe(totalHits(some));
  });
});
