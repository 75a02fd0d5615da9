import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, SECOND } from '../shared/duration';
import { closing, windowAt } from './current-window';

const start = Date.parse('2026-11-20T12:00:00Z');
const window = { from: start, to: start + 5 * MINUTE };
const close = window.to + 15 * SECOND;
const at = (now: number, watermark?: number): ReturnType<typeof closing> => closing(window, 15 * SECOND, watermark, now);

describe('the window of the newest hit', () => {
  it('starts at a multiple of its size', () => expect(windowAt(start + 61 * SECOND, { size: 5 * MINUTE, offset: 0 })).toEqual(window));
  it('ends before the hit at its end', () => expect(windowAt(window.to, { size: 5 * MINUTE, offset: 0 }).from).toBe(window.to));
  it('respects the offset', () =>
    expect(windowAt(start, { size: 5 * MINUTE, offset: MINUTE })).toEqual({ from: start - 4 * MINUTE, to: start + MINUTE }));
});

describe('closing', () => {
  it('counts down to the end plus out-of-orderness', () =>
    expect(at(start + MINUTE, start)).toEqual({ state: 'counting-down', left: 4 * MINUTE + 15 * SECOND }));
  it('is due while the watermark lags behind', () => expect(at(close, window.to - 1)).toEqual({ state: 'due' }));
  it('is over once the watermark has passed the end', () => expect(at(close, window.to)).toEqual({ state: 'final' }));
  it('knows no watermark at first', () => expect(at(start)).toEqual({ state: 'counting-down', left: close - start }));
  it('waits for a hit where hits are of another time', () => {
    expect(at(start + 4000 * DAY, window.to - 1)).toEqual({ state: 'waiting', at: close });
    expect(at(start - DAY, start)).toEqual({ state: 'waiting', at: close });
  });
});
