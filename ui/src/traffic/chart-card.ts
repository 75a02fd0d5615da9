import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { when } from 'lit/directives/when.js';
import type { View } from '../app/view';
import { serverNow } from '../shared/clock';
import { toggled } from '../shared/toggled';
import { clock, compact, count, plural, span } from '../shared/format';
import { LightElement } from '../shared/light-element';
import './chart';
import type { ChartCursor } from './chart';
import { legend } from './legend';
import type { Palette } from './palette';
import { type Range, zoom } from './range';
import { type Bucket, type Chart, OTHER, type Stack, stack, totalHits } from './series';
import { stepLabel } from './step-label';
import { STATUS, windowsTable } from './windows-table';

const ANNOUNCE_PAUSE = 500;

/** The chart with its title, read-out and legend, or the same as a table. */
@customElement('wp-chart-card')
export class ChartCard extends LightElement {
  @property({ attribute: false }) chart: Chart | undefined;
  @property({ attribute: false }) palette!: Palette;
  @property({ attribute: false }) view!: View;
  @property({ type: Number }) windowSize = 0;
  @property() note = '';
  @state() private off: ReadonlySet<string> = new Set();
  @state() private index: number | undefined;
  @state() private announced = '';

  #latest = '';
  #announcing = 0;

  readonly #colorOf = (key: string): string => this.palette.color(key);
  readonly #labelOf = (key: string): string => (key === OTHER ? plural(this.chart?.otherKeys ?? 0, 'other') : key);

  protected override render(): TemplateResult {
    const { chart, view } = this;
    const per = chart ? stepLabel(chart.step, this.windowSize) : 'window';
    return html`
      <section class="card" aria-labelledby="chart-title" aria-busy=${chart === undefined}>
        <div class="head">
          <h2 id="chart-title">Hits${view.host ? ` of ${view.host}` : ''} per ${per} by ${view.by}</h2>
          ${this.#badges()}
          <div class="end">${chart ? this.#buttons(chart) : nothing}</div>
        </div>
        ${chart ? this.#content(chart) : html`<span class="skeleton plot-skeleton"></span>`}
      </section>`;
  }

  #badges(): TemplateResult {
    const has = (status: Bucket['status']): boolean => this.chart?.buckets.some((bucket) => bucket.status === status) ?? false;
    return html`
      ${when(has('OPEN'), () => html`<span class="badge provisional">◐ hatched: still open</span>`)}
      ${when(has('CORRECTED'), () => html`<span class="badge warn">▾ corrected by late hits</span>`)}
      ${when(this.note, () => html`<span class="badge muted">${this.note}</span>`)}`;
  }

  #buttons(chart: Chart): TemplateResult {
    const { view } = this;
    return html`
      ${view.host
        ? html`<button aria-pressed=${view.by === 'referrer'} @click=${() => this.#tell({ by: view.by === 'host' ? 'referrer' : 'host' })}>By referrer</button>`
        : nothing}
      <button aria-label="Zoom in" @click=${() => this.#zoom(zoom(chart.range, 0.5, serverNow()))}>+</button>
      <button aria-label="Zoom out" @click=${() => this.#zoom(zoom(chart.range, 2, serverNow()))}>−</button>
      <button aria-pressed=${view.table} @click=${() => this.#tell({ table: !view.table })}>Table</button>`;
  }

  #content(chart: Chart): TemplateResult {
    const { view } = this;
    if (view.table) return windowsTable(chart, this.#labelOf, view.tz);
    const drawn = stack(chart, this.off);
    const bucket = this.index === undefined ? null : drawn.slots[this.index];
    const look = { bucket, off: this.off, colorOf: this.#colorOf, labelOf: this.#labelOf };
    return html`
      <p class="readout small muted" aria-hidden="true">${this.#readout(chart, drawn)}</p>
      <wp-chart .stack=${drawn} .colorOf=${this.#colorOf} .tz=${view.tz}
        @wp-cursor=${this.#cursor} @wp-zoom=${(event: CustomEvent<Range>) => this.#zoom(event.detail)}></wp-chart>
      <p id="chart-summary" class="vh">${this.#summary(chart, drawn)}</p>
      <p class="vh" aria-live="polite">${this.announced}</p>
      ${legend(chart, look, (key) => this.#toggle(key))}`;
  }

  #readout(chart: Chart, drawn: Stack): string {
    return this.index === undefined ? `${count(totalHits(chart))} hits in all` : this.#describe(drawn, this.index);
  }

  #describe(drawn: Stack, index: number): string {
    const start = drawn.starts[index];
    if (start === undefined) return '';
    const bucket = drawn.slots[index];
    const shown = span(start, start + drawn.step, this.view.tz, true);
    if (!bucket) return `${shown}: no hits`;
    const late = bucket.lateHits > 0 ? `, ${count(bucket.lateHits)} of them late` : '';
    return `${shown}: ${plural(bucket.hits, 'hit')}${late}, ${STATUS[bucket.status].label.toLowerCase()}`;
  }

  #summary(chart: Chart, drawn: Stack): string {
    const peak = chart.buckets.reduce<Bucket | undefined>((most, bucket) => (bucket.hits > (most?.hits ?? 0) ? bucket : most), undefined);
    const highest = peak ? ` Peak ${compact(peak.hits)} hits at ${clock(peak.start, this.view.tz)}.` : '';
    return `Stacked step chart, ${plural(drawn.starts.length, 'step')}, ${plural(chart.keys.length, this.view.by)}.${highest}
      Arrow keys move between windows, Page keys by the hour, Home and End to the ends. The Table button shows the same as a table.`;
  }

  #cursor(event: CustomEvent<ChartCursor>): void {
    const { index, byKeyboard } = event.detail;
    this.index = index;
    if (byKeyboard && index !== undefined && this.chart) this.#announce(this.#describe(stack(this.chart, this.off), index));
  }

  /** At most one announcement each half second; the last one wins. */
  #announce(text: string): void {
    this.#latest = text;
    this.#announcing ||= window.setTimeout(() => {
      this.announced = this.#latest;
      this.#announcing = 0;
    }, ANNOUNCE_PAUSE);
  }

  #toggle(key: string): void {
    this.off = toggled(this.off, key);
  }

  #zoom(range: Range): void {
    if (range.to - range.from < this.windowSize) return;
    this.#tell({ from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() });
  }

  #tell(change: Partial<View>): void {
    this.emit('wp-view', change);
  }
}
