import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Top, TopItem } from '../api/types';
import { count, percent, plural } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { skeleton } from '../shared/states';

const SEARCH_PAUSE = 250;
const FEW = 10;

/** Hosts or referrers by hits, with bars for their share. Tells `wp-search` with the text where it can be searched. */
@customElement('wp-key-list')
export class KeyList extends LightElement {
  @property() heading = '';
  @property() what = '';
  @property() note = '';
  @property({ attribute: false }) top: Top | undefined;
  @property({ attribute: false }) search: string | undefined;
  @property({ attribute: false }) selected = '';
  /** The colour of a key in the chart, where it has one. */
  @property({ attribute: false }) colorOf: (key: string) => string = () => '--accent';
  @property({ attribute: false }) hrefOf: ((key: string) => string) | undefined;

  @state() private all = false;

  #typing = 0;
  #focused: string | undefined;

  protected override willUpdate(): void {
    const { activeElement } = document;
    this.#focused = activeElement instanceof HTMLElement && this.contains(activeElement) ? activeElement.dataset['key'] : undefined;
  }

  /** Rows change places while counts grow; the focus stays with its key. */
  protected override updated(): void {
    if (this.#focused === undefined || (document.activeElement as HTMLElement).dataset['key'] === this.#focused) return;
    const link = [...this.querySelectorAll<HTMLElement>('a[data-key]')].find((candidate) => candidate.dataset['key'] === this.#focused);
    link?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const id = `list-${this.what.toLowerCase()}`;
    const { top } = this;
    return html`
      <section class="card" aria-labelledby=${id} aria-busy=${top === undefined}>
        <div class="head">
          <h2 id=${id}>${this.heading}</h2>
          ${this.note ? html`<span class="muted small">${this.note}</span>` : nothing}
          ${this.search === undefined ? nothing : this.#searchField(this.search)}
        </div>
        <table class="keys">
          <caption class="vh">${this.heading}, most hits first</caption>
          <thead><tr><th scope="col">${this.what}</th><th scope="col" class="n">Hits</th><th scope="col" class="n">Share</th></tr></thead>
          <tbody>
            ${top ? repeat(top.items.slice(0, this.all ? undefined : FEW), (item) => item.key, (item) => this.#row(item, top.items[0]?.hits ?? 1)) : [1, 2, 3].map(() => this.#skeletonRow())}
          </tbody>
        </table>
        ${top ? this.#more(top) : nothing}
      </section>`;
  }

  #searchField(search: string): TemplateResult {
    const label = `Search ${this.what.toLowerCase()}s`;
    return html`<div class="end"><input type="search" size="14" aria-label=${label} placeholder=${label} .value=${search} @input=${this.#type} /></div>`;
  }

  #row({ key, hits, share }: TopItem, most: number): TemplateResult {
    const style = `--length: ${hits / most}; --c: var(${this.colorOf(key)})`;
    return html`
      <tr>
        <th scope="row" class="key" .style=${style} title=${key}>${this.#name(key)}</th>
        <td class="n">${count(hits)}</td>
        <td class="n">${percent(share)}</td>
      </tr>`;
  }

  #name(key: string): TemplateResult {
    if (!this.hrefOf) return html`<span>${key}</span>`;
    const current = key === this.selected ? 'true' : nothing;
    return html`<a href=${this.hrefOf(key)} data-route data-key=${key} aria-current=${current}>${key}</a>`;
  }

  #skeletonRow(): TemplateResult {
    return html`<tr><td>${skeleton}</td><td class="n">${skeleton}</td><td class="n">${skeleton}</td></tr>`;
  }

  #more(top: Top): TemplateResult | typeof nothing {
    const what = this.what.toLowerCase();
    if (top.items.length === 0) return html`<p class="muted">${this.search ? `No ${what} contains “${this.search}”.` : `No ${what}s in this range.`}</p>`;
    const rest = top.items.length - FEW;
    const others = top.keys > top.items.length && (this.all || rest <= 0);
    return html`
      ${rest > 0 ? html`<button class="more" aria-expanded=${this.all} @click=${() => (this.all = !this.all)}>${this.all ? 'Show fewer' : `Show ${rest} more`}</button>` : nothing}
      ${others ? html`<p class="muted small">The ${count(top.items.length)} busiest of ${plural(top.keys, what)}.</p>` : nothing}`;
  }

  #type(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    window.clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => this.emit('wp-search', value.trim()), SEARCH_PAUSE);
  }
}
