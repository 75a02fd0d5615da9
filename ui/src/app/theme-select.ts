import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { LightElement } from '../shared/light-element';
import { select } from '../shared/select';
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
    const options = THEMES.map((name) => [name, LABELS[name]] as const);
    return select('Theme', options, theme.name, (value) => theme.choose(THEMES.find((name) => name === value) ?? 'system'));
  }
}
