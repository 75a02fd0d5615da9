import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { WindowStatus } from '../api/types';
import { count, span } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { type Bucket, type Chart, layersOf } from './series';

export const STATUS: Record<WindowStatus, { label: string; tone: string; mark: string }> = {
  OPEN: { label: 'Open', tone: 'provisional', mark: '◐' },
  FINAL: { label: 'Final', tone: 'muted', mark: '✓' },
  CORRECTED: { label: 'Corrected', tone: 'warn', mark: '▾' },
};

/** The chart as a table: each window that has hits, newest first, with its status. */
@customElement('wp-windows-table')
export class WindowsTable extends LightElement {
  @property({ attribute: false }) chart!: Chart;
  @property({ attribute: false }) labelOf!: (key: string) => string;
  @property() tz = '';

  protected override render(): TemplateResult {
    const layers = layersOf(this.chart);
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Windows">
        <table>
          <caption class="vh">Windows with hits, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Window</th>
              <th scope="col">Status</th>
              <th scope="col" class="n">Hits</th>
              <th scope="col" class="n">Late</th>
              ${layers.map(({ key }) => html`<th scope="col" class="n">${this.labelOf(key)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${[...this.chart.buckets].reverse().map((bucket) => this.#row(bucket, layers))}
          </tbody>
        </table>
      </div>`;
  }

  #row(bucket: Bucket, layers: ReturnType<typeof layersOf>): TemplateResult {
    const { label, tone, mark } = STATUS[bucket.status];
    return html`
      <tr>
        <th scope="row">${span(bucket.start, bucket.end, this.tz, true)}</th>
        <td class=${tone}><span aria-hidden="true">${mark}</span> ${label}</td>
        <td class="n">${count(bucket.hits)}</td>
        <td class="n">${count(bucket.lateHits)}</td>
        ${layers.map(({ hits }) => html`<td class="n">${count(hits(bucket))}</td>`)}
      </tr>`;
  }
}
