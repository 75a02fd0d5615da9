import { html, type TemplateResult } from 'lit';
import { compact, count } from '../shared/format';
import { type Bucket, type Chart, layersOf, sum } from './series';

interface Look {
  /** The bucket under the cursor, if it has hits; `null` where there is no cursor. */
  bucket: Bucket | undefined | null;
  off: ReadonlySet<string>;
  colorOf: (key: string) => string;
  labelOf: (key: string) => string;
}

/** The chart's keys with their hits, of the whole range or under the cursor. */
export const legend = (chart: Chart, { bucket, off, colorOf, labelOf }: Look, toggle: (key: string) => void): TemplateResult => html`
  <ul class="legend" aria-label="Legend">
    ${layersOf(chart).map(({ key, hits }) => html`
      <li>
        <button aria-pressed=${!off.has(key)} @click=${() => toggle(key)}>
          <span class="swatch" .style=${`--c: var(${colorOf(key)})`}></span>
          <span>${labelOf(key)}</span>
          <span class="amount muted small" aria-hidden="true">${bucket === null ? compact(sum(chart.buckets.map(hits))) : count(hits(bucket))}</span>
        </button>
      </li>`)}
  </ul>`;
