import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../shared/duration';
import { stepLabel } from './step-label';
import { timeLabels } from './time-labels';

const at = (iso: string): number => Date.parse(iso) / 1000;

describe('time labels', () => {
  it('name the day where it begins', () =>
    expect(timeLabels([at('2026-11-20T22:00:00Z'), at('2026-11-20T23:00:00Z'), at('2026-11-21T00:00:00Z')], 3600, 'UTC')).toEqual([
      '22:00\n20 Nov', '23:00', '00:00\n21 Nov',
    ]));
  it('follow the time zone', () => expect(timeLabels([at('2026-11-20T23:30:00Z')], 1800, 'Europe/Berlin')).toEqual(['00:30\n21 Nov']));
  it('are days alone in long ranges, with the year in very long ones', () => {
    expect(timeLabels([at('2015-05-17T00:00:00Z')], 86_400, 'UTC')).toEqual(['17 May']);
    expect(timeLabels([at('2015-01-01T00:00:00Z')], 365 * 86_400, 'UTC')).toEqual(['1 Jan 2015']);
  });
});

describe('the name of a step', () => {
  it.each([
    [5 * MINUTE, 5 * MINUTE, '5-minute window'],
    [15 * MINUTE, 5 * MINUTE, '15 minutes'],
    [HOUR, 5 * MINUTE, 'hour'],
    [HOUR, HOUR, '1-hour window'],
    [DAY, 5 * MINUTE, 'day (UTC)'],
    [7 * DAY, 5 * MINUTE, '7 days (UTC)'],
  ])('%d over windows of %d is %s', (step, size, name) => expect(stepLabel(step, size)).toBe(name));
});
