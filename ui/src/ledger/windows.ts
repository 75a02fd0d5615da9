import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api } from '../api/api';
import type { LedgerWindow, LedgerWindows } from '../api/types';
import { backend } from '../app/backend';
import { formatView, type View } from '../app/view';
import { serverNow } from '../shared/clock';
import { span } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { Reader } from '../shared/reader';
import { number, type Row, table } from '../shared/table';
import { toggled } from '../shared/toggled';
import { ALL, NOW, resolveRange } from '../traffic/range';
import { statusCell } from '../traffic/windows-table';

const PAGE = 25;
const MOST = 1000;
const COLUMNS = ['Window', 'Status', number('Hits'), number('On time'), number('Late')];
const PARTITION_COLUMNS = [number('Partition'), number('Hits'), number('Late')];

/** The windows of a range, newest first; each opens to the partitions that its hits were read from. */
@customElement('wp-ledger-windows')
export class LedgerWindowsCard extends LightElement {
  @property() job = '';
  @property({ attribute: false }) view!: View;
  @state() private limit = PAGE;
  @state() private opened: ReadonlySet<string> = new Set();
  readonly #windows = new Reader<LedgerWindows>(this, backend);

  protected override willUpdate(): void {
    const { job, limit } = this;
    const { from, to } = this.view;
    this.#windows.ask(JSON.stringify([job, limit, from, to]), (signal) => {
      const range = resolveRange(from, to, serverNow(), { from: 0, to: serverNow() });
      const text = (ms: number): string => new Date(ms).toISOString();
      const bounds = from === ALL ? {} : { from: text(range.from), ...(to === NOW ? {} : { to: text(range.to) }) };
      return api.ledgerWindows({ job, limit, ...bounds }, signal);
    });
  }

  protected override render(): TemplateResult {
    return html`
      <section class="card" aria-labelledby="windows">
        <div class="head"><h2 id="windows">Windows</h2><span class="muted small">each opens to its partitions</span></div>
        ${this.#windows.show((windows) => this.#content(windows))}
      </section>`;
  }

  #content({ items, next }: LedgerWindows): TemplateResult {
    if (items.length === 0) {
      const all = formatView({ ...this.view, from: ALL, to: NOW }, '/ledger');
      return html`<p class="muted">No window has hits in this range. <a href=${all} data-route>Show all windows</a></p>`;
    }
    const more = Math.min(MOST, 2 * this.limit);
    return html`
      ${table('Windows, newest first', COLUMNS, items.map((window) => this.#row(window)))}
      ${next && more > this.limit ? html`<button class="more" @click=${() => (this.limit = more)}>Show older windows</button>` : ''}
      ${next && more === this.limit ? html`<p class="muted small">The newest ${MOST} are shown; choose a range above for older ones.</p>` : ''}`;
  }

  #row(window: LedgerWindow): Row {
    const { start, end, status, hits, onTime, late, partitions } = window;
    const isOpen = this.opened.has(start);
    const rows = partitions.map((one) => ({ key: String(one.partition), cells: [one.partition, one.hits, one.late] }));
    const name = span(Date.parse(start), Date.parse(end), this.view.tz, true);
    return {
      key: start,
      cells: [
        html`<button class="plain" aria-expanded=${isOpen} @click=${() => (this.opened = toggled(this.opened, start))}><span aria-hidden="true">${isOpen ? '▾' : '▸'}</span> ${name}</button>`,
        statusCell(status), hits, onTime, late,
      ],
      below: isOpen ? table(`Partitions of ${name}`, PARTITION_COLUMNS, rows) : undefined,
    };
  }
}
