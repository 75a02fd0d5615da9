import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Job } from '../api/types';
import type { View } from '../app/view';
import { LightElement } from '../shared/light-element';
import { browserZone, fromLocal, toLocal, UTC, zoneLabel } from '../shared/zone';
import { NOW, PRESETS, type Range } from './range';

const CUSTOM = 'custom';

/** Range, job, time zone, chosen host and live. Tells a `wp-view` with what the user changed. */
@customElement('wp-filter-bar')
export class FilterBar extends LightElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) jobs: Job[] = [];
  @property() job = '';
  @property({ attribute: false }) range: Range | undefined;

  protected override render(): TemplateResult {
    const { view } = this;
    const preset = view.to === NOW ? PRESETS.find(({ from }) => from === view.from)?.from : undefined;
    return html`
      <div class="bar" role="group" aria-label="Filters">
        <select aria-label="Range" @change=${this.#chooseRange}>
          ${PRESETS.map(({ from, label }) => this.#option(from, label, from === preset))}
          ${this.#option(CUSTOM, 'From … to …', preset === undefined)}
        </select>
        ${preset === undefined && this.range ? this.#custom(this.range) : nothing}
        ${this.jobs.length > 1 ? this.#jobSelect() : nothing}
        <select aria-label="Time zone" @change=${(event: Event) => this.#tell({ tz: valueOf(event) })}>
          ${[...new Set([browserZone(), UTC, view.tz])].map((tz) => this.#option(tz, zoneLabel(tz, this.range?.to ?? 0), tz === view.tz))}
        </select>
        ${view.host ? this.#chip(view.host) : nothing}
        <div class="end">
          <button aria-pressed=${view.live} @click=${() => this.#tell({ live: !view.live })}>
            <span class=${view.live ? 'ok' : 'muted'} aria-hidden="true">${view.live ? '●' : '○'}</span> Live
          </button>
        </div>
      </div>`;
  }

  #option(value: string, label: string, selected: boolean): TemplateResult {
    return html`<option value=${value} .selected=${selected}>${label}</option>`;
  }

  #custom(range: Range): TemplateResult {
    const { tz } = this.view;
    return html`
      <form aria-label="Custom range" @submit=${this.#applyCustom}>
        <input type="datetime-local" step="1" name="from" aria-label="From" required .value=${toLocal(range.from, tz)} />
        <span aria-hidden="true">–</span>
        <input type="datetime-local" step="1" name="to" aria-label="To" required .value=${toLocal(range.to, tz)} />
        <button>Apply</button>
      </form>`;
  }

  #jobSelect(): TemplateResult {
    return html`
      <select aria-label="Job" @change=${(event: Event) => this.#tell({ job: valueOf(event), host: '' })}>
        ${this.jobs.map(({ name }) => this.#option(name, name, name === this.job))}
      </select>`;
  }

  #chip(host: string): TemplateResult {
    return html`
      <span class="chip">
        <span>host is <strong>${host}</strong></span>
        <button aria-label="Remove filter host is ${host}" @click=${() => this.#tell({ host: '' })}>✕</button>
      </span>`;
  }

  #chooseRange(event: Event): void {
    const value = valueOf(event);
    if (value !== CUSTOM) return this.#tell({ from: value, to: NOW });
    if (this.range) this.#tellRange(this.range);
  }

  #applyCustom(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const at = (name: string): number => fromLocal(String(data.get(name)), this.view.tz);
    const range = { from: at('from'), to: at('to') };
    const to = form.elements.namedItem('to') as HTMLInputElement;
    to.setCustomValidity(range.to > range.from ? '' : 'The end must be after the start.');
    to.addEventListener('input', () => to.setCustomValidity(''), { once: true });
    if (form.reportValidity()) this.#tellRange(range);
  }

  #tellRange(range: Range): void {
    this.#tell({ from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() });
  }

  #tell(change: Partial<View>): void {
    this.emit('wp-view', change);
  }
}

const valueOf = (event: Event): string => (event.target as HTMLSelectElement).value;
