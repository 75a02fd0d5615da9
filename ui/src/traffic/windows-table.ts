import { html, type TemplateResult } from 'lit';
import type { WindowStatus } from '../api/types';
import { span } from '../shared/format';
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
export function windowsTable(chart: Chart, labelOf: (key: string) => string, tz: string): TemplateResult {
  const layers = layersOf(chart);
  const columns = ['Window', 'Status', number('Hits'), number('Late'), ...layers.map(({ key }) => number(labelOf(key)))];
  const rows = [...chart.buckets].reverse().map(({ start, end, status, ...bucket }) => ({
    key: String(start),
    cells: [span(start, end, tz, true), statusCell(status), bucket.hits, bucket.lateHits, ...layers.map(({ hits }) => hits({ start, end, status, ...bucket }))],
  }));
  return table('Windows with hits, newest first', columns, rows);
}
