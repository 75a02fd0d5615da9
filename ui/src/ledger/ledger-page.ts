import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { api } from '../api/api';
import type { Job, JobLedger } from '../api/types';
import { backend } from '../app/backend';
import { aboutJob, theJob } from '../app/frame';
import { router } from '../app/router';
import { formatView, parseView, type View } from '../app/view';
import { serverNow } from '../shared/clock';
import { count, length, moment } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { Reader } from '../shared/reader';
import { Watch } from '../shared/store';
import { number, table } from '../shared/table';
import '../traffic/filter-bar';
import { resolveRange } from '../traffic/range';
import { imbalance, terms } from './balance';
import './lateness';
import './windows';

const COLUMNS = [
  number('Partition'), number('Read'), number('On time'), number('Late'), number('Open'), number('Retired'), number('Dead letters'),
  number('Next offset'), number('Skipped'), 'Newest hit', 'Moved',
];

/** Where every record is that was read: the balance, by partition and by window, and what another lateness would cost. */
@customElement('wp-ledger')
export class LedgerPage extends LightElement {
  readonly #ledger = new Reader<JobLedger | undefined>(this, backend);

  constructor() {
    super();
    new Watch(this, backend, router);
  }

  protected override willUpdate(): void {
    const name = theJob()?.name;
    if (name) this.#ledger.ask(name, (signal) => api.ledger(name, signal));
  }

  protected override render(): TemplateResult {
    return html`<h1>Ledger</h1>${aboutJob((job) => this.#content(parseView(router.params), job))}`;
  }

  #content(view: View, job: Job | undefined): TemplateResult {
    const range = resolveRange(view.from, view.to, serverNow(), { from: 0, to: serverNow() });
    const change = (event: CustomEvent<Partial<View>>): void => router.go(formatView({ ...view, ...event.detail }, '/ledger'));
    return html`
      <div class="page">
        <section class="card" aria-labelledby="balance">
          <h2 class="vh" id="balance">Balance</h2>
          ${this.#ledger.show((ledger) => (ledger ? this.#balance(ledger, view.tz) : html``))}
        </section>
        <wp-filter-bar .view=${{ ...view, host: '' }} .jobs=${backend.jobs ?? []} .job=${job?.name ?? ''} .range=${range} .noLive=${true} @wp-view=${change}></wp-filter-bar>
        ${job ? html`<wp-ledger-windows .job=${job.name} .view=${view}></wp-ledger-windows>` : nothing}
        ${this.#ledger.value ? this.#partitions(this.#ledger.value, view.tz) : nothing}
        ${job ? html`<wp-lateness .job=${job.name}></wp-lateness>` : nothing}
      </div>`;
  }

  #balance(ledger: JobLedger, tz: string): TemplateResult {
    const reasons = Object.entries(ledger.deadLetters.byReason);
    return html`
      <div class="balance">
        <p><span class="small">read</span> <strong>${count(ledger.read)}</strong></p>
        ${terms(ledger).map(({ name, hits, note, tone }, index) => html`
          <p title=${note}><span class="small ${tone}">${name}</span> <strong><span class="sign">${index === 0 ? '=' : '+'}</span> ${count(hits)}</strong></p>`)}
        <p class="verdict ${ledger.balanced ? 'ok' : 'danger'}"><span aria-hidden="true">${ledger.balanced ? '✓' : '✕'}</span> ${ledger.balanced ? 'adds up' : 'does not add up'}</p>
      </div>
      ${ledger.everUnbalanced ? this.#violations(ledger, tz) : nothing}
      ${reasons.length > 0
        ? html`<p class="reasons small">Dead letters: ${reasons.map(([reason, rejected]) => html` <a href=${`/dead-letters?${new URLSearchParams({ job: ledger.job, reason }).toString()}`} data-route>${reason} ${count(rejected)}</a>`)}</p>`
        : nothing}
      ${ledger.skipped === 0 ? nothing : html`<p class="small muted">Accepted gaps skipped ${count(ledger.skipped)} offsets, which were never read.</p>`}`;
  }

  #violations(ledger: JobLedger, tz: string): TemplateResult {
    const { violations } = ledger;
    const first = violations[violations.length - 1];
    const now = imbalance(ledger) || 'The numbers add up now, but did not always.';
    return html`
      <div class="notice bad" role="alert">
        <div>
          <p><strong>${now}</strong> ${first ? html`Found since ${moment(Date.parse(first.foundAt), tz)}:` : 'Found just now.'}</p>
          ${violations.map(({ foundAt, rule, detail }) => html`<p class="small">${moment(Date.parse(foundAt), tz)} ${rule}: ${detail}</p>`)}
        </div>
      </div>`;
  }

  #partitions(ledger: JobLedger, tz: string): TemplateResult {
    const rows = ledger.partitions.map((one) => ({
      key: String(one.partition),
      cells: [
        one.partition, one.read, one.onTime, one.late, one.open, one.retired, one.deadLetters.total, one.nextOffset, one.skipped,
        one.newestHit ? moment(Date.parse(one.newestHit), tz) : '–',
        one.movedAt ? `${length(Math.max(0, serverNow() - Date.parse(one.movedAt)))} ago` : '–',
      ],
    }));
    return html`
      <section class="card" aria-labelledby="partitions">
        <div class="head"><h2 id="partitions">Partitions</h2></div>
        ${rows.length > 0 ? table('By partition', COLUMNS, rows) : html`<p class="muted">Nothing has been read yet: the first launch finds the partitions.</p>`}
      </section>`;
  }
}
