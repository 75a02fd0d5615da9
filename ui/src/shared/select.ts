import { html, type TemplateResult } from 'lit';

/** A choice with a label for those who cannot see it. */
export const select = (
  label: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen: string,
  choose: (value: string) => void,
): TemplateResult => html`
  <select aria-label=${label} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
    ${options.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
  </select>`;
