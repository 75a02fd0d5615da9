import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbort, Problem } from '../api/api';
import type { Commit } from '../api/types';
import { MINUTE, SECOND } from '../shared/duration';
import { windowAt } from './current-window';
import { align, ALL, isSliding, type Range } from './range';
import { canKeepKeys, type Lists, plan, type Question, readBegin, readChart, readLists, readWindow, shapeOf } from './reads';
import { type Chart, merge, settle, slide } from './series';

const READ_PAUSE = SECOND;
const LISTS_PAUSE = 5 * SECOND;
const RETRY_PAUSE = 5 * SECOND;

/** Reads what the Traffic page shows, then keeps it up to date by reading only what a commit changed. */
export class TrafficData implements ReactiveController {
  chart: Chart | undefined;
  lists: Lists | undefined;
  current: { window: Range; hits: number } | undefined;
  problem: Problem | undefined;
  loading = false;
  /** The server's time of the newest answer. */
  asOf: number | undefined;

  #question: Question | undefined;
  #newestHit: number | undefined;
  #begin = 0;
  #changed: Range | undefined;
  #busy = false;
  #live = true;
  #abort = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;
  #listsAt = 0;
  #keysAt = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => void this.#keepUp(), READ_PAUSE);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#abort.abort();
  }

  /** Reads everything. What is shown stays until the answer is there. */
  async load(question: Question, live: boolean): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    if (this.#question && this.#question.job.name !== question.job.name) this.#forget();
    this.#question = question;
    this.#live = live;
    this.#newestHit = question.job.newestHit ? Date.parse(question.job.newestHit) : undefined;
    this.#changed = undefined;
    if (!this.problem?.isPassing) this.problem = undefined;
    this.loading = true;
    this.host.requestUpdate();
    const { signal } = this.#abort;
    await this.#attempt((given) => this.#readAll(question, given));
    if (!signal.aborted) this.loading = false;
    this.host.requestUpdate();
  }

  /** Takes note of a commit; what it changed is read at the next turn. */
  commit(commit: Commit): void {
    if (!this.#live || commit.job !== this.#question?.job.name) return;
    if (commit.newestHit) this.#newestHit = Date.parse(commit.newestHit);
    if (commit.watermark && this.chart) this.chart = settle(this.chart, Date.parse(commit.watermark));
    if (commit.changed) this.#touch({ from: Date.parse(commit.changed.from), to: Date.parse(commit.changed.to) });
    this.host.requestUpdate();
  }

  retry(): void {
    if (this.#question) void this.load(this.#refreshed(this.#question), this.#live);
  }

  #forget(): void {
    this.chart = this.lists = this.current = undefined;
  }

  #touch(range: Range): void {
    const known = this.#changed;
    this.#changed = known ? { from: Math.min(known.from, range.from), to: Math.max(known.to, range.to) } : range;
  }

  /** One turn, each second: move the range on, read what has changed. */
  async #keepUp(): Promise<void> {
    const question = this.#question;
    if (this.#busy || this.loading || !this.#live || !question || !this.chart) return;
    const { range, step } = plan(question, this.#newestHit, this.#begin);
    const isOlder = question.from === ALL && this.#changed !== undefined && this.#changed.from < this.#begin;
    if (isOlder || step !== this.chart.step) return this.load(this.#refreshed(question), true);
    if (isSliding(question.from, question.to)) this.#slide(range);
    if (!this.#changed) return;
    this.#busy = true;
    await this.#attempt((signal) => this.#readChange(question, signal));
    this.#busy = false;
  }

  #refreshed(question: Question): Question {
    return this.#newestHit === undefined
      ? question
      : { ...question, job: { ...question.job, newestHit: new Date(this.#newestHit).toISOString() } };
  }

  #slide(range: Range): void {
    if (!this.chart || (range.from === this.chart.range.from && range.to === this.chart.range.to)) return;
    if (range.to > this.chart.range.to) this.#touch({ from: this.chart.range.to, to: range.to });
    this.chart = slide(this.chart, range);
    this.host.requestUpdate();
  }

  async #readAll(question: Question, signal: AbortSignal): Promise<void> {
    this.#begin = await readBegin(question, this.#newestHit, signal);
    const { range, step } = plan(question, this.#newestHit, this.#begin);
    const lists = readLists(question, range, signal);
    lists.catch(() => undefined);
    this.#show(await readChart(question, range, step, undefined, signal));
    this.#keysAt = Date.now();
    this.lists = await lists;
    this.#listsAt = Date.now();
    await this.#readCurrent(question, signal);
  }

  async #readChange(question: Question, signal: AbortSignal): Promise<void> {
    const { chart } = this;
    const changed = this.#changed;
    if (!chart || !changed) return;
    this.#changed = undefined;
    const range = align(changed, chart.step, shapeOf(question).offset);
    const part = { from: Math.max(range.from, chart.range.from), to: Math.min(range.to, chart.range.to) };
    if (part.from < part.to) await this.#readPart(question, chart, part, signal);
    await this.#readCurrent(question, signal);
    if (Date.now() - this.#listsAt < LISTS_PAUSE) return this.#touchAgain();
    this.#listsAt = Date.now();
    this.lists = await readLists(question, this.chart?.range ?? chart.range, signal);
  }

  /** Leaves an empty change behind, so that the lists follow once their pause is over. */
  #touchAgain(): void {
    const end = this.chart?.range.to ?? 0;
    this.#touch({ from: end, to: end });
  }

  async #readPart(question: Question, chart: Chart, part: Range, signal: AbortSignal): Promise<void> {
    if (canKeepKeys(chart, question) && Date.now() - this.#keysAt < MINUTE) {
      const tail = await readChart(question, part, chart.step, chart.keys, signal);
      this.#show({ ...merge(this.chart ?? chart, tail), asOf: tail.asOf });
    } else {
      this.#show(await readChart(question, chart.range, chart.step, undefined, signal));
      this.#keysAt = Date.now();
    }
  }

  #show({ asOf, ...chart }: Chart & { asOf: number }): void {
    this.chart = chart;
    this.asOf = asOf;
  }

  async #readCurrent(question: Question, signal: AbortSignal): Promise<void> {
    if (this.#newestHit === undefined) return;
    const shape = shapeOf(question);
    const window = windowAt(this.#newestHit, shape);
    const { chart } = this;
    const isOnChart = chart?.step === shape.size && window.from >= chart.range.from && window.to <= chart.range.to;
    const hits = isOnChart
      ? (chart.buckets.find((bucket) => bucket.start === window.from)?.hits ?? 0)
      : await readWindow(question, window, signal);
    this.current = { window, hits };
  }

  /** Runs a read; what goes wrong is shown and tried again later, what was given up is nobody's problem. */
  async #attempt(read: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#abort;
    try {
      await read(signal);
      if (this.problem?.isPassing) this.problem = undefined;
    } catch (cause) {
      if (isAbort(cause)) return;
      this.problem = Problem.of(cause);
      if (this.problem.isPassing) setTimeout(() => signal.aborted || this.retry(), RETRY_PAUSE);
    }
    this.host.requestUpdate();
  }
}
