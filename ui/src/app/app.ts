import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../dead-letters/dead-letters-page';
import '../jobs/jobs-page';
import '../ledger/ledger-page';
import { LightElement } from '../shared/light-element';
import { select } from '../shared/select';
import { Watch } from '../shared/store';
import '../traffic/traffic-page';
import { backend } from './backend';
import { router } from './router';
import './status';
import { theme, type ThemeName, THEMES } from './theme';

interface Page {
  title: string;
  content: TemplateResult;
}

const PAGES: Record<string, Page> = {
  '/': { title: 'Traffic', content: html`<wp-traffic></wp-traffic>` },
  '/ledger': { title: 'Ledger', content: html`<wp-ledger></wp-ledger>` },
  '/dead-letters': { title: 'Dead letters', content: html`<wp-dead-letters></wp-dead-letters>` },
  '/jobs': { title: 'Jobs', content: html`<wp-jobs></wp-jobs>` },
};

const THEME_OPTIONS = THEMES.map((name) => [name, `${name.charAt(0).toUpperCase()}${name.slice(1)} theme`] as const);
const NOT_FOUND: Page = {
  title: 'Not found',
  content: html`<section class="card empty"><h1>There is no such page</h1><a href="/" data-route>Go to Traffic</a></section>`,
};

@customElement('wp-app')
export class App extends LightElement {
  #path = router.path;

  constructor() {
    super();
    new Watch(this, router, theme);
    backend.connect();
  }

  protected override render(): TemplateResult {
    const page = PAGES[router.path] ?? NOT_FOUND;
    return html`
      <a class="skip" href="#content" @click=${this.#skip}>Skip to content</a>
      <header class="app-header">
        <span class="brand">Windowpane</span>
        <nav aria-label="Main">
          ${Object.entries(PAGES).map(([path, { title }]) => this.#item(path, title))}
          <a href="/q/swagger-ui">API</a>
        </nav>
        <wp-status></wp-status>
        ${select('Theme', THEME_OPTIONS, theme.name, (name) => theme.choose(name as ThemeName))}
      </header>
      <main id="content" tabindex="-1">${page.content}</main>`;
  }

  /** A new page is announced by its title and starts at its top, as a loaded one would. */
  protected override updated(): void {
    document.title = `${(PAGES[router.path] ?? NOT_FOUND).title} · Windowpane`;
    if (router.path === this.#path) return;
    this.#path = router.path;
    window.scrollTo(0, 0);
    this.#focusContent();
  }

  #item(path: string, title: string): TemplateResult {
    const kept = new URLSearchParams([...router.params].filter(([name]) => name === 'tz' || name === 'job'));
    return html`<a href=${kept.size > 0 ? `${path}?${kept.toString()}` : path} data-route aria-current=${router.path === path ? 'page' : nothing}>${title}</a>`;
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.#focusContent();
  }

  #focusContent(): void {
    this.querySelector<HTMLElement>('#content')?.focus();
  }
}
