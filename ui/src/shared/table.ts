import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { count } from './format';

/** A column of numbers says so, and has them at the right. */
export type Column = string | { name: string };
export const number = (name: string): Column => ({ name });

export interface Row {
  /** Keeps the row, and the focus in it, while others come and go. */
  key: string;
  /** The first is the row's header. */
  cells: readonly (string | number | TemplateResult | typeof nothing)[];
  /** What the row opens to. */
  below?: TemplateResult | undefined;
}

/** A table that scrolls in itself; its label is for those who cannot see it. */
export function table(label: string, columns: readonly Column[], rows: readonly Row[]): TemplateResult {
  const styles = columns.map((column) => (typeof column === 'string' ? '' : 'n'));
  const shown = (cell: Row['cells'][number]): Row['cells'][number] => (typeof cell === 'number' ? count(cell) : cell);
  const row = ({ cells: [first = '', ...others], below }: Row): TemplateResult => html`
    <tr>
      <th scope="row" class=${styles[0]}>${shown(first)}</th>
      ${others.map((cell, index) => html`<td class=${styles[index + 1]}>${shown(cell)}</td>`)}
    </tr>
    ${below ? html`<tr><td class="below" colspan=${columns.length}>${below}</td></tr>` : nothing}`;
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label=${label}>
      <table>
        <caption class="vh">${label}</caption>
        <thead><tr>${columns.map((column, index) => html`<th scope="col" class=${styles[index]}>${typeof column === 'string' ? column : column.name}</th>`)}</tr></thead>
        <tbody>${repeat(rows, ({ key }) => key, row)}</tbody>
      </table>
    </div>`;
}
