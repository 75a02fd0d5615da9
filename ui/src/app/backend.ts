import { api, Problem } from '../api/api';
import type { Commit, Job } from '../api/types';
import { SECOND } from '../shared/duration';
import { Store } from '../shared/store';

/** How things stand with the server-sent events. */
export type Link = 'connecting' | 'live' | 'lost';
type CommitListener = (commit: Commit) => void;

const FIRST_RETRY = SECOND;
const LAST_RETRY = 15 * SECOND;

/** The jobs as the control plane reports them, kept up to date by its one stream of events. */
class Backend extends Store {
  jobs: Job[] | undefined;
  problem: Problem | undefined;
  link: Link = 'connecting';
  /** When the last event came, by this browser's clock. */
  heardAt = Date.now();

  readonly #commitListeners = new Set<CommitListener>();
  #events: EventSource | undefined;
  #retryIn = FIRST_RETRY;

  connect(): void {
    void this.refresh();
    this.#listen();
  }

  /** Reads all jobs again. */
  async refresh(): Promise<void> {
    try {
      this.jobs = (await api.jobs()).items;
      this.problem = undefined;
    } catch (cause) {
      this.problem = Problem.of(cause);
      window.setTimeout(() => this.problem && void this.refresh(), this.#retryIn);
    }
    this.changed();
  }

  /** The job of that name; without a name the oldest, which is the main job. */
  job(name: string): Job | undefined {
    if (name !== '') return this.jobs?.find((job) => job.name === name);
    return this.jobs?.reduce((oldest, job) => (job.createdAt < oldest.createdAt ? job : oldest), this.jobs[0] as Job);
  }

  /** Shows the job as an action has left it. */
  async act(action: Promise<Job>): Promise<void> {
    this.#put(await action);
  }

  onCommit(listener: CommitListener): () => void {
    this.#commitListeners.add(listener);
    return () => this.#commitListeners.delete(listener);
  }

  #listen(): void {
    const events = api.live();
    this.#events = events;
    events.addEventListener('open', () => this.#opened());
    events.addEventListener('error', () => this.#failed(events));
    events.addEventListener('job', (event) => this.#put(JSON.parse(event.data) as Job));
    events.addEventListener('commit', (event) => this.#committed(JSON.parse(event.data) as Commit));
  }

  #opened(): void {
    const again = this.link === 'lost';
    this.link = 'live';
    this.#retryIn = FIRST_RETRY;
    this.heardAt = Date.now();
    if (again || this.problem) void this.refresh();
    this.changed();
  }

  /** The browser reconnects by itself, except after an answer that is no stream. */
  #failed(events: EventSource): void {
    if (this.link !== 'lost') {
      this.link = 'lost';
      this.changed();
    }
    if (events.readyState !== EventSource.CLOSED || this.#events !== events) return;
    this.#events = undefined;
    window.setTimeout(() => this.#listen(), this.#retryIn);
    this.#retryIn = Math.min(2 * this.#retryIn, LAST_RETRY);
  }

  #put(job: Job): void {
    this.heardAt = Date.now();
    const isKnown = this.jobs?.some((known) => known.name === job.name) ?? false;
    this.jobs = isKnown ? this.jobs?.map((known) => (known.name === job.name ? job : known)) : [...(this.jobs ?? []), job];
    this.changed();
  }

  #committed(commit: Commit): void {
    this.heardAt = Date.now();
    const { watermark, newestHit, committedAt } = commit;
    this.jobs = this.jobs?.map((job) => (job.name === commit.job ? { ...job, watermark, newestHit, committedAt } : job));
    for (const listener of this.#commitListeners) listener(commit);
    this.changed();
  }
}

export const backend = new Backend();
