import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../shared/duration';
import { align, chooseStep, isSliding, parseMoment, resolveRange, zoom } from './range';

const now = Date.parse('2026-11-20T12:03:00Z');
const extent = { from: Date.parse('2015-05-17T10:05:00Z'), to: Date.parse('2015-05-20T21:10:00Z') };

describe('a moment', () => {
  it.each([
    ['now', now],
    ['now-90m', now - 90 * MINUTE],
    ['now-24h', now - DAY],
    ['now-7d', now - 7 * DAY],
    ['2015-05-17T10:05:00Z', extent.from],
  ])('%s is understood', (text, expected) => expect(parseMoment(text, now)).toBe(expected));

  it.each(['', 'yesterday', 'now-5', 'now+1h', '2015', '1', '2015-05-17T99:00:00Z'])('%s is refused', (text) =>
    expect(parseMoment(text, now)).toBeNaN());
});

describe('a range', () => {
  it('falls back to the last 24 hours where it means nothing', () => {
    const usual = { from: now - DAY, to: now };
    expect(resolveRange('tomorrow', 'now', now, extent)).toEqual(usual);
    expect(resolveRange('now', 'now-1h', now, extent)).toEqual(usual);
  });

  it('of all data is where the data lies', () => expect(resolveRange('all', 'now', now, extent)).toEqual(extent));

  it('moves on unless it ends at an instant', () => {
    expect(isSliding('now-1h', 'now')).toBe(true);
    expect(isSliding('all', 'now')).toBe(true);
    expect(isSliding('2015-05-17T00:00:00Z', '2015-05-18T00:00:00Z')).toBe(false);
  });

  it('is widened to whole windows, offset included', () => {
    const aligned = align({ from: now, to: now + HOUR }, 5 * MINUTE, 2 * MINUTE);
    expect(new Date(aligned.from).toISOString()).toBe('2026-11-20T12:02:00.000Z');
    expect(new Date(aligned.to).toISOString()).toBe('2026-11-20T13:07:00.000Z');
  });

  it('that is whole already stays', () => expect(align(extent, 5 * MINUTE, 0)).toEqual(extent));
});

describe('the step', () => {
  const back = (length: number): { from: number; to: number } => ({ from: now - length, to: now });

  it.each([
    [HOUR, 1200, 5 * MINUTE],
    [DAY, 1200, 5 * MINUTE],
    [DAY, 300, 15 * MINUTE],
    [7 * DAY, 1200, HOUR],
    [90 * DAY, 1200, DAY],
    [3650 * DAY, 1200, 28 * DAY],
  ])('for %d ms on %d pixels is %d ms', (length, pixels, step) => expect(chooseStep(back(length), pixels, 5 * MINUTE)).toBe(step));

  it('is a multiple of a window that divides nothing', () => expect(chooseStep(back(7 * DAY), 1200, 7 * MINUTE)).toBe(63 * MINUTE));
});

describe('zooming', () => {
  it('out doubles around the middle but does not pass now', () =>
    expect(zoom({ from: now - 2 * HOUR, to: now }, 2, now)).toEqual({ from: now - 4 * HOUR, to: now }));

  it('in halves around the middle', () =>
    expect(zoom({ from: now - 2 * HOUR, to: now }, 0.5, now)).toEqual({ from: now - 1.5 * HOUR, to: now - 0.5 * HOUR }));
});
