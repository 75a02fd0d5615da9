import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Job } from '../api/types';
import type { View } from '../app/view';
import { LightElement } from '../shared/light-element';
import { select } from '../shared/select';
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
  @property({ type: Boolean }) noLive = false;

  protected override render(): TemplateResult {
    const { view } = this;
    const preset = view.to === NOW ? PRESETS.find(({ from }) => from === view.from)?.from : undefined;
    const presets = [...PRESETS.map(({ from, label }) => [from, label] as const), [CUSTOM, 'From … to …'] as const];
    const zones = [...new Set([browserZone(), UTC, view.tz])].map((tz) => [tz, zoneLabel(tz, this.range?.to ?? 0)] as const);
    const jobs = this.jobs.map(({ name }) => [name, name] as const);
    return html`
      <div class="bar" role="group" aria-label="Filters">
        ${select('Range', presets, preset ?? CUSTOM, (value) => this.#chooseRange(value))}
        ${preset === undefined && this.range ? this.#custom(this.range) : nothing}
        ${jobs.length > 1 ? select('Job', jobs, this.job, (job) => this.#tell({ job, host: '' })) : nothing}
        ${select('Time zone', zones, view.tz, (tz) => this.#tell({ tz }))}
        ${view.host ? this.#chip(view.host) : nothing}
        ${this.noLive ? nothing : html`
          <div class="end">
            <button aria-pressed=${view.live} @click=${() => this.#tell({ live: !view.live })}>
              <span class=${view.live ? 'ok' : 'muted'} aria-hidden="true">${view.live ? '●' : '○'}</span> Live
            </button>
          </div>`}
      </div>`;
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

  #chip(host: string): TemplateResult {
    return html`
      <span class="chip">
        <span>host is <strong>${host}</strong></span>
        <button aria-label="Remove filter host is ${host}" @click=${() => this.#tell({ host: '' })}>✕</button>
      </span>`;
  }

  #chooseRange(value: string): void {
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
