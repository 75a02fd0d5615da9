import { Store } from '../shared/store';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

const KEY = 'windowpane.theme';

/** Light, dark or as the system says; remembered in this browser (theme.js sets it before the first paint). */
class Theme extends Store {
  constructor() {
    super();
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.changed());
  }

  get name(): ThemeName {
    const name = document.documentElement.dataset['theme'];
    return THEMES.find((known) => known === name) ?? 'system';
  }

  choose(name: ThemeName): void {
    document.documentElement.dataset['theme'] = name;
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // Storage is forbidden: the choice lasts as long as the page.
    }
    this.changed();
  }
}

export const theme = new Theme();
