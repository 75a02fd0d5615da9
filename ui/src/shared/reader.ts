import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { isAbort, Problem } from '../api/api';
import { SECOND } from './duration';
import { problemNotice, problemPanel, skeleton } from './states';
import type { Store } from './store';

const PAUSE = 2 * SECOND;
const LONGEST_PAUSE = 10 * SECOND;

/**
 * Reads an answer for its element: when the question changes, again after the store has changed, and every few seconds while the page
 * is visible. What was read stays until the next answer is there.
 */
export class Reader<T> implements ReactiveController {
  value: T | undefined;
  problem: Problem | undefined;

  #question = '';
  #read: ((signal: AbortSignal) => Promise<T>) | undefined;
  #abort = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;
  #readAt = 0;
  #busy = false;
  #isDue = false;
  #stop: () => void = () => undefined;

  constructor(private readonly host: ReactiveControllerHost, private readonly store: Store) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#keepUp(), PAUSE);
    this.#stop = this.store.subscribe(() => (this.#isDue = true));
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#stop();
    this.#abort.abort();
    this.#question = '';
  }

  /** What to read; the same question is not asked again before it is time. */
  ask(question: string, read: (signal: AbortSignal) => Promise<T>): void {
    this.#read = read;
    if (question === this.#question) return;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#question = question;
    void this.again(true);
  }

  /** Reads now; the answer to a new question does not leave that of the last one behind when it fails. */
  async again(isNew = false): Promise<void> {
    const { signal } = this.#abort;
    this.#busy = true;
    this.#isDue = false;
    this.#readAt = Date.now();
    try {
      const value = await this.#read?.(signal);
      if (signal.aborted) return;
      this.value = value;
      this.problem = undefined;
    } catch (cause) {
      if (isAbort(cause) && signal.aborted) return;
      this.problem = Problem.of(cause);
      if (isNew) this.value = undefined;
    }
    this.#busy = false;
    this.host.requestUpdate();
  }

  /** What was read, or why there is nothing to show yet. */
  show(content: (value: T) => TemplateResult): TemplateResult {
    const retry = (): void => void this.again();
    if (this.value === undefined) return this.problem ? problemPanel(this.problem, retry) : html`<div aria-busy="true">${skeleton}</div>`;
    return html`
      ${this.problem ? problemNotice(this.problem, retry) : nothing}
      <div class=${this.problem ? 'stale' : ''}>${content(this.value)}</div>`;
  }

  #keepUp(): void {
    const isDue = this.#isDue || Date.now() - this.#readAt >= LONGEST_PAUSE;
    if (isDue && !this.#busy && this.#question !== '' && document.visibilityState === 'visible') void this.again();
  }
}
