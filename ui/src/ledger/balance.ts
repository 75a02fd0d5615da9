import type { JobLedger } from '../api/types';

/** One of the places where a record that was read can be. */
export interface Term {
  name: string;
  hits: number;
  note: string;
  tone: string;
}

/** Where the records are that were read: their sum is what was read. */
export const terms = ({ onTime, late, open, retired, deadLetters }: JobLedger): Term[] => [
  { name: 'on time', hits: onTime, note: 'hits of final windows', tone: 'ok' },
  { name: 'late', hits: late, note: 'hits that corrected a final window', tone: 'warn' },
  { name: 'open', hits: open, note: 'hits of windows still open', tone: 'provisional' },
  { name: 'retired', hits: retired, note: 'hits that retention has dropped', tone: 'muted' },
  { name: 'dead letters', hits: deadLetters.total, note: 'records that are no hits', tone: 'danger' },
];

/** How many records were read and are nowhere; negative if there are more than were read. */
export const missing = (ledger: JobLedger): number => terms(ledger).reduce((rest, { hits }) => rest - hits, ledger.read);

/** What is wrong now, in one sentence; empty if nothing is. */
export function imbalance(ledger: JobLedger): string {
  if (ledger.balanced) return '';
  const rest = missing(ledger);
  const many = `${Math.abs(rest).toLocaleString('en')} ${Math.abs(rest) === 1 ? 'record' : 'records'}`;
  if (rest === 0) return 'The sum is right, but its parts do not fit together.';
  return rest > 0 ? `${many} read, but nowhere to be found.` : `There are ${many} more than were read.`;
}
