import { describe, expect, it } from 'vitest';
import { DAY, HOUR, isoDuration, MINUTE, parseDuration, SECOND } from './duration';
import { countdown, length, percent, plural, span } from './format';
import { fromLocal, toLocal } from './zone';

describe('durations', () => {
  it.each([
    ['PT5M', 5 * MINUTE],
    ['PT1H30M', 90 * MINUTE],
    ['P1D', DAY],
    ['PT0S', 0],
    ['PT0.5S', 500],
  ])('%s is understood', (text, ms) => expect(parseDuration(text)).toBe(ms));
  it.each(['', 'P', 'PT', '5M', 'P1M'])('%s is refused', (text) => expect(parseDuration(text)).toBeNaN());
  it.each([5 * MINUTE, HOUR, DAY, 90 * SECOND])('%d ms survive writing and reading', (ms) => expect(parseDuration(isoDuration(ms))).toBe(ms));
});

describe('numbers', () => {
  it.each([
    [0, '0.0%'],
    [0.00001, '<0.01%'],
    [0.0002, '0.02%'],
    [0.4171, '41.7%'],
    [1, '100.0%'],
  ])('the share %d reads %s', (share, text) => expect(percent(share)).toBe(text));
  it('agree with their nouns', () => expect([plural(1, 'hit'), plural(1200, 'hit')]).toEqual(['1 hit', '1,200 hits']));
});

describe('lengths of time', () => {
  it.each([
    [24 * SECOND, '0:24'],
    [4 * MINUTE + 5 * SECOND, '4:05'],
    [HOUR + 5 * SECOND, '1:00:05'],
    [400, '0:01'],
    [-1, '0:00'],
  ])('%d ms count down as %s', (ms, text) => expect(countdown(ms)).toBe(text));
  it.each([
    [15 * SECOND, '15 s'],
    [4 * MINUTE, '4 min'],
    [76 * HOUR, '3 d 4 h'],
    [-15 * SECOND, '15 s'],
    [4200 * DAY, '11 y'],
  ])('%d ms read %s', (ms, text) => expect(length(ms)).toBe(text));
});

describe('time zones', () => {
  const summer = Date.parse('2026-07-01T10:00:00Z');
  it('show the wall clock', () => expect(toLocal(summer, 'Europe/Berlin')).toBe('2026-07-01T12:00:00'));
  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'])('read %s back', (tz) =>
    expect(fromLocal(toLocal(summer, tz), tz)).toBe(summer));
  it('read a time after a clock change back', () =>
    expect(fromLocal('2026-10-25T03:30', 'Europe/Berlin')).toBe(Date.parse('2026-10-25T02:30:00Z')));
  it('refuse what is no time', () => expect(fromLocal('soon', 'UTC')).toBeNaN());
  it('give a window its span', () => {
    const start = Date.parse('2015-05-17T10:05:00Z');
    expect(span(start, start + 5 * MINUTE, 'UTC', false)).toBe('10:05–10:10');
    expect(span(start, start + 5 * MINUTE, 'UTC', true)).toBe('17 May 2015, 10:05–10:10');
  });
});
