import type { components, operations } from './schema';

type Schemas = components['schemas'];

export type ChangedRange = Schemas['ChangedRange'];
export type Commit = Schemas['CommitNotice'];
export type DeadLetter = Schemas['DeadLetter'];
export type DeadLetters = Schemas['DeadLetterItems'];
export type DeadLettersQuery = NonNullable<operations['listDeadLetters']['parameters']['query']>;
export type Explanation = Schemas['Explanation'];
export type Gap = Schemas['Gap'];
export type JobLedger = Schemas['JobLedger'];
export type Lateness = Schemas['Lateness'];
export type LedgerWindow = Schemas['LedgerWindow'];
export type LedgerWindows = Schemas['WindowItems'];
export type LedgerWindowsQuery = NonNullable<operations['listLedgerWindows']['parameters']['query']>;
export type Replay = Schemas['ReplayRequest'];
export type ReplayAnswer = Schemas['ReplayAnswer'];
export type Job = Schemas['Job'];
export type JobSpec = Schemas['JobSpec'];
export type JobState = Schemas['JobState'];
export type ProblemBody = Schemas['Problem'];
export type Run = Schemas['Run'];
export type Series = Schemas['Series'];
export type SeriesQuery = NonNullable<operations['getSeries']['parameters']['query']>;
export type Top = Schemas['Top'];
export type TopItem = Schemas['TopItem'];
export type TopQuery = NonNullable<operations['getTop']['parameters']['query']>;
export type WindowStatus = Schemas['WindowStatus'];
/** What hits are counted by. */
export type Dimension = 'host' | 'referrer';
