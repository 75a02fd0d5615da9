import { describe, expect, it } from 'vitest';
import type { JobLedger } from '../api/types';
import { imbalance, missing, terms } from './balance';

const ledger = (read: number, balanced: boolean): JobLedger =>
  ({ read, onTime: 10, late: 2, open: 3, retired: 4, deadLetters: { total: 5, byReason: {} }, balanced }) as unknown as JobLedger;

describe('the balance', () => {
  it('names every place where a record can be', () => expect(terms(ledger(24, true)).map(({ hits }) => hits)).toEqual([10, 2, 3, 4, 5]));

  it.each([
    [24, 0],
    [25, 1],
    [20, -4],
  ])('of %d records read misses %d', (read, rest) => expect(missing(ledger(read, true))).toBe(rest));

  it.each([
    [24, true, ''],
    [1024, false, '1,000 records read, but nowhere to be found.'],
    [25, false, '1 record read, but nowhere to be found.'],
    [20, false, 'There are 4 records more than were read.'],
    [24, false, 'The sum is right, but its parts do not fit together.'],
  ])('of %d records, balanced %s, says “%s”', (read, balanced, sentence) => expect(imbalance(ledger(read, balanced))).toBe(sentence));
});
