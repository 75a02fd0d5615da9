import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { compact, count } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { type Bucket, type Chart, layersOf, sum } from './series';

/** The chart's keys with their hits, of the whole range or under the cursor. Tells `wp-toggle` with the key. */
@customElement('wp-legend')
export class Legend extends LightElement {
  @property({ attribute: false }) chart!: Chart;
  @property({ attribute: false }) bucket: Bucket | undefined;
  @property({ type: Boolean }) atCursor = false;
  @property({ attribute: false }) off: ReadonlySet<string> = new Set();
  @property({ attribute: false }) colorOf!: (key: string) => string;
  @property({ attribute: false }) labelOf!: (key: string) => string;

  protected override render(): TemplateResult {
    return html`
      <ul class="legend" aria-label="Legend">
        ${layersOf(this.chart).map(({ key, hits }) => {
          const shown = this.atCursor ? count(hits(this.bucket)) : compact(sum(this.chart.buckets.map(hits)));
          return html`
            <li>
              <button aria-pressed=${!this.off.has(key)} @click=${() => this.emit('wp-toggle', key)}>
                <span class="swatch" .style=${`--c: var(${this.colorOf(key)})`}></span>
                <span>${this.labelOf(key)}</span>
                <span class="amount muted small" aria-hidden="true">${shown}</span>
              </button>
            </li>`;
        })}
      </ul>`;
  }
}
