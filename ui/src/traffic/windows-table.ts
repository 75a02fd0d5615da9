import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { WindowStatus } from '../api/types';
import { span } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { number, table } from '../shared/table';
import { type Chart, layersOf } from './series';

export const STATUS: Record<WindowStatus, { label: string; tone: string; mark: string }> = {
  OPEN: { label: 'Open', tone: 'provisional', mark: '◐' },
  FINAL: { label: 'Final', tone: 'muted', mark: '✓' },
  CORRECTED: { label: 'Corrected', tone: 'warn', mark: '▾' },
};

export const statusCell = (status: WindowStatus): TemplateResult => {
  const { label, tone, mark } = STATUS[status];
  return html`<span class=${tone}><span aria-hidden="true">${mark}</span> ${label}</span>`;
};

/** The chart as a table: each window that has hits, newest first, with its status. */
@customElement('wp-windows-table')
export class WindowsTable extends LightElement {
  @property({ attribute: false }) chart!: Chart;
  @property({ attribute: false }) labelOf!: (key: string) => string;
  @property() tz = '';

  protected override render(): TemplateResult {
    const layers = layersOf(this.chart);
    const columns = ['Window', 'Status', number('Hits'), number('Late'), ...layers.map(({ key }) => number(this.labelOf(key)))];
    const rows = [...this.chart.buckets].reverse().map((bucket) => ({
      key: String(bucket.start),
      cells: [
        span(bucket.start, bucket.end, this.tz, true), statusCell(bucket.status), bucket.hits, bucket.lateHits,
        ...layers.map(({ hits }) => hits(bucket)),
      ],
    }));
    return table('Windows with hits, newest first', columns, rows);
  }
}
