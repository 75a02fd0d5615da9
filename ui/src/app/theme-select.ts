import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { LightElement } from '../shared/light-element';
import { Watch } from '../shared/store';
import { theme, type ThemeName, THEMES } from './theme';

const LABELS: Record<ThemeName, string> = { system: 'System theme', light: 'Light theme', dark: 'Dark theme' };

@customElement('wp-theme')
export class ThemeSelect extends LightElement {
  constructor() {
    super();
    new Watch(this, theme);
  }

  protected override render(): TemplateResult {
    return html`
      <select aria-label="Theme" @change=${this.#choose}>
        ${THEMES.map((name) => html`<option value=${name} ?selected=${name === theme.name}>${LABELS[name]}</option>`)}
      </select>`;
  }

  #choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    theme.choose(THEMES.find((name) => name === value) ?? 'system');
  }
}
