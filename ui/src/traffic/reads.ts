import { api } from '../api/api';
import type { Dimension, Job, Top } from '../api/types';
import { learnServerTime, serverNow } from '../shared/clock';
import { isoDuration } from '../shared/duration';
import { windowAt, windowShape } from './current-window';
import { align, ALL, chooseStep, type Range, resolveRange, type WindowShape } from './range';
import { type Chart, toChart } from './series';

/** What is asked for. `pixels` is the chart's width, which decides the step. */
export interface Question {
  job: Job;
  from: string;
  to: string;
  host: string;
  by: Dimension;
  search: string;
  pixels: number;
}

export interface Lists {
  hosts: Top;
  /** The hosts that contain the text searched for; all, if there is none. */
  found: Top;
  /** The referrers of the chosen host, else of the busiest. */
  referrers: Top | undefined;
  referrersOf: string;
}

const TOP = 6;
const LIST = 50;
const text = (ms: number): string => new Date(ms).toISOString();
const bounds = (range: Range): { from: string; to: string } => ({ from: text(range.from), to: text(range.to) });
export const shapeOf = (question: Question): WindowShape => windowShape(question.job.spec);

/** The question's range in whole buckets, with its step; `begin` is where the data begins. */
export function plan(question: Question, newestHit: number | undefined, begin: number): { range: Range; step: number } {
  const shape = shapeOf(question);
  const end = newestHit === undefined ? serverNow() : windowAt(newestHit, shape).to;
  const asked = resolveRange(question.from, question.to, serverNow(), { from: Math.min(begin, end - shape.size), to: end });
  const step = chooseStep(asked, question.pixels, shape.size);
  return { range: align(asked, step, shape.offset), step };
}

/** Steps asked for at once while searching; the server answers 10,000 at most. */
const MOST_STEPS = 1000;

/** Where the job's data begins: its first window with hits (only "all data" needs to know). Found by ever finer steps. */
export async function readBegin(question: Question, newestHit: number | undefined, signal: AbortSignal): Promise<number> {
  if (question.from !== ALL || newestHit === undefined) return serverNow();
  const { size, offset } = shapeOf(question);
  let found: Range = { from: offset, to: windowAt(newestHit, { size, offset }).to };
  while (found.to - found.from > size) {
    const step = Math.max(size, Math.ceil((found.to - found.from) / MOST_STEPS / size) * size);
    const query = { job: question.job.name, ...bounds(found), step: isoDuration(step), by: 'host' as const, top: 1 };
    const first = (await api.series(query, signal)).windows[0];
    if (!first) return found.from;
    found = { from: Math.max(found.from, Date.parse(first.start)), to: Date.parse(first.end) };
    if (step === size) break;
  }
  return found.from;
}

/** The chart over a range; with `keys` those, else the top six. */
export async function readChart(
  question: Question,
  range: Range,
  step: number,
  keys: string[] | undefined,
  signal: AbortSignal,
): Promise<Chart & { asOf: number }> {
  const { job, host, by } = question;
  const which = keys ? { key: keys } : { top: TOP };
  const series = await api.series({ job: job.name, ...bounds(range), step: isoDuration(step), by, host, ...which }, signal);
  learnServerTime(series.asOf);
  return { ...toChart(series), range, step, asOf: Date.parse(series.asOf) };
}

/** Whether the chart's keys are all that can be shown, so that asking for them by name leaves none out. */
export const canKeepKeys = (chart: Chart, question: Question): boolean =>
  chart.keys.length === TOP || (question.host !== '' && question.by === 'host' && chart.keys.length === 1);

/** Hits of the window that holds the newest hit. */
export async function readWindow(question: Question, window: Range, signal: AbortSignal): Promise<number> {
  const chart = await readChart({ ...question, by: 'host' }, window, shapeOf(question).size, undefined, signal);
  return chart.buckets[0]?.hits ?? 0;
}

export async function readLists(question: Question, range: Range, signal: AbortSignal): Promise<Lists> {
  const { job, host, search } = question;
  const query = { job: job.name, ...bounds(range), limit: LIST };
  const hosts = await api.top({ ...query, by: 'host' }, signal);
  const referrersOf = host || hosts.items[0]?.key || '';
  const referrers = referrersOf ? await api.top({ ...query, by: 'referrer', host: referrersOf }, signal) : undefined;
  const found = search === '' ? hosts : await api.top({ ...query, by: 'host', search }, signal);
  return { hosts, found, referrers, referrersOf };
}
