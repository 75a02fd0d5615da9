import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { api, Problem } from '../api/api';
import type { DeadLetter, DeadLetters, DeadLettersQuery, Job, JobLedger, Replay } from '../api/types';
import { backend } from '../app/backend';
import { aboutJob, theJob } from '../app/frame';
import { router } from '../app/router';
import { parseView } from '../app/view';
import { count, moment, plural } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { Reader } from '../shared/reader';
import { select } from '../shared/select';
import { failure } from '../shared/states';
import { Watch } from '../shared/store';
import { number, type Row, table } from '../shared/table';
import { toggled } from '../shared/toggled';
import { type Format, FORMATS, payload } from './payload';

const COLUMNS = ['Partition · offset', 'Payload', 'Replay', 'Reason', 'Kafka time', number('Bytes')];
const STATES = [['', 'Any replay state'], ['NONE', 'Not replayed'], ['WANTED', 'Waiting'], ['DONE', 'Counted'], ['REFUSED', 'Refused again']] as const;
const PAGE = 50;
const MOST = 1000;
const TYPING_PAUSE = 250;
const isReplayable = ({ replay }: DeadLetter): boolean => replay !== 'DONE' && replay !== 'WANTED';
const keyOf = ({ partition, offset }: DeadLetter): string => `${partition} · ${offset}`;

function replayState({ replay, replayNote }: DeadLetter): TemplateResult | typeof nothing {
  if (replay === 'WANTED') return html`<span class="provisional">◐ waits for a launch</span>`;
  if (replay === 'DONE') return html`<span class="ok">✓ counted</span>`;
  return replay === 'REFUSED' ? html`<span class="note danger">✕ ${replayNote ?? 'refused'}</span>` : nothing;
}

/** Records that are no hits: found by filters, looked at, downloaded, and read again after repair. */
@customElement('wp-dead-letters')
export class DeadLettersPage extends LightElement {
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private limit = PAGE;
  @state() private said = '';
  @state() private problem: Problem | undefined;
  readonly #letters = new Reader<DeadLetters>(this, backend);
  readonly #ledger = new Reader<JobLedger | undefined>(this, backend);
  #typing = 0;

  constructor() {
    super();
    new Watch(this, backend, router);
  }

  protected override willUpdate(): void {
    const name = theJob()?.name;
    if (!name) return;
    const query = this.#query(name);
    this.#letters.ask(JSON.stringify([query, this.limit]), (signal) => api.deadLetters({ ...query, limit: String(this.limit) as never }, signal));
    this.#ledger.ask(name, (signal) => api.ledger(name, signal));
  }

  #param(name: string): string {
    return router.params.get(name) ?? '';
  }

  #query(job: string): DeadLettersQuery {
    const [reason, partition, replay, search] = ['reason', 'partition', 'replay', 'q'].map((name) => this.#param(name));
    return { job, reason, partition, replay, search } as DeadLettersQuery;
  }

  protected override render(): TemplateResult {
    return html`<h1>Dead letters</h1>${aboutJob((job) => (job ? this.#content(job) : html`<div aria-busy="true"></div>`))}`;
  }

  #content(job: Job): TemplateResult {
    return html`
      <div class="page">
        ${this.#filters(job)}
        <section class="card" aria-label="Dead letters">
          ${this.#actions(job)}
          <p role="status">${this.said}</p>
          ${failure(this.problem)}
          ${this.#letters.show((letters) => this.#list(letters))}
        </section>
      </div>`;
  }

  #filters(job: Job): TemplateResult {
    const { deadLetters, partitions } = this.#ledger.value ?? { deadLetters: { byReason: {} as Record<string, number> }, partitions: [] };
    const reasons = Object.entries(deadLetters.byReason).map(([reason, rejected]) => [reason, `${reason} (${count(rejected)})`] as const);
    const jobs = (backend.jobs ?? []).map(({ name }) => [name, name] as const);
    const known = partitions.map(({ partition }) => [String(partition), `Partition ${partition}`] as const);
    const choice = (label: string, name: string, any: string, options: readonly (readonly [string, string])[]): TemplateResult =>
      select(label, [['', any], ...options], this.#param(name), (value) => this.#go({ [name]: value }));
    return html`
      <div class="bar" role="group" aria-label="Filters">
        ${jobs.length > 1 ? select('Job', jobs, job.name, (name) => this.#go({ job: name, reason: '', partition: '' })) : nothing}
        ${choice('Reason', 'reason', 'Any reason', reasons)}
        ${choice('Partition', 'partition', 'Any partition', known)}
        ${select('Replay state', STATES, this.#param('replay'), (replay) => this.#go({ replay }))}
        <input type="search" aria-label="Search payloads" placeholder="Search payloads" .value=${this.#param('q')} @input=${this.#type} />
        ${select('Payload as', FORMATS.map((name) => [name, `Payload as ${name}`] as const), this.#param('as') || 'text', (as) => router.go(router.with({ as }), true))}
      </div>`;
  }

  #actions(job: Job): TemplateResult {
    const reason = this.#param('reason');
    const file = (format: 'csv' | 'ndjson'): string => api.deadLettersFile({ ...this.#query(job.name), format });
    const items = (this.#letters.value?.items ?? []).filter((letter) => isReplayable(letter) && this.chosen.has(keyOf(letter)));
    return html`
      <div class="head">
        <button class=${items.length > 0 ? 'primary' : ''} aria-disabled=${items.length === 0}
          @click=${() => items.length > 0 && this.#replay({ job: job.name, items: items.map(({ partition, offset }) => ({ partition, offset })) })}>Replay selected (${items.length})</button>
        ${reason ? html`<button @click=${() => this.#replay({ job: job.name, reason: reason as NonNullable<Replay['reason']> })}>Replay all kept of ${reason}</button>` : nothing}
        <div class="end small"><a href=${file('csv')} download>CSV</a> <a href=${file('ndjson')} download>NDJSON</a></div>
      </div>`;
  }

  #list({ items, next }: DeadLetters): TemplateResult {
    const total = this.#ledger.value?.deadLetters.total ?? 0;
    if (items.length === 0) {
      const any = ['reason', 'partition', 'replay', 'q'].some((name) => this.#param(name) !== '');
      return any
        ? html`<p class="muted">No dead letter that is kept matches. <a href=${router.with({ reason: '', partition: '', replay: '', q: '' })} data-route>Show all</a></p>`
        : html`<p class="muted">${total === 0 ? 'Every record read was a hit.' : 'None is kept.'} <a href="/ledger" data-route>See the ledger</a></p>`;
    }
    const format = FORMATS.find((name) => name === this.#param('as')) ?? 'text';
    const { tz } = parseView(router.params);
    return html`
      ${table('Dead letters, newest first', COLUMNS, items.map((letter) => this.#row(letter, format, tz)))}
      ${next && this.limit < MOST ? html`<button class="more" @click=${() => (this.limit = Math.min(MOST, 2 * this.limit))}>Show older ones</button>` : nothing}
      <p class="muted small">Of ${plural(total, 'dead letter')} the newest of each reason are kept; the numbers in the ledger are exact.</p>`;
  }

  #row(letter: DeadLetter, format: Format, tz: string): Row {
    const key = keyOf(letter);
    return {
      key,
      cells: [
        html`<label><input type="checkbox" ?disabled=${!isReplayable(letter)} .checked=${isReplayable(letter) && this.chosen.has(key)} @change=${() => (this.chosen = toggled(this.chosen, key))} /> ${key}</label>`,
        html`<code class="payload">${payload(letter, format)}</code>`, replayState(letter),
        letter.reason, moment(Date.parse(letter.recordTime), tz), letter.size,
      ],
    };
  }

  async #replay(wish: Replay): Promise<void> {
    this.problem = undefined;
    this.said = '';
    try {
      const { wanted, notKept } = await api.replay(wish);
      this.said = `${plural(wanted, 'dead letter')} will be read again${notKept > 0 ? `; of ${count(notKept)} more only the number is known` : ''}.`;
      this.chosen = new Set();
    } catch (cause) {
      this.problem = Problem.of(cause);
    }
    void this.#letters.again();
  }

  #go(changes: Record<string, string>): void {
    this.limit = PAGE;
    router.go(router.with(changes));
  }

  #type(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    window.clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => router.go(router.with({ q: value.trim() }), true), TYPING_PAUSE);
  }
}
