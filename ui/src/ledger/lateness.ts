import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api } from '../api/api';
import type { Lateness } from '../api/types';
import { backend } from '../app/backend';
import { parseDuration } from '../shared/duration';
import { length, percent } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { Reader } from '../shared/reader';
import { select } from '../shared/select';
import { number, table } from '../shared/table';

const COLUMNS = ['Out-of-orderness', number('Correcting hits'), number('Share of all hits'), number('Windows become final')];

/** What another out-of-orderness would cost, of all hits or of one host's. */
@customElement('wp-lateness')
export class LatenessCard extends LightElement {
  @property() job = '';
  @state() private host = '';
  readonly #lateness = new Reader<Lateness>(this, backend);

  protected override willUpdate(): void {
    this.#lateness.ask(this.job, (signal) => api.lateness(this.job, signal));
  }

  protected override render(): TemplateResult {
    const hosts = this.#lateness.value?.hosts ?? [];
    const choices = [['', 'All hosts'] as const, ...hosts.map(({ host }) => [host, host] as const)];
    return html`
      <section class="card" aria-labelledby="lateness">
        <div class="head">
          <h2 id="lateness">What would another lateness cost?</h2>
          <div class="end">${select('Hits of', choices, this.host, (host) => (this.host = host))}</div>
        </div>
        ${this.#lateness.show((lateness) => this.#content(lateness))}
      </section>`;
  }

  #content(lateness: Lateness): TemplateResult {
    const { options, hits } = lateness.hosts.find(({ host }) => host === this.host) ?? lateness;
    const present = parseDuration(lateness.outOfOrderness);
    const rows = options.map(({ outOfOrderness, correcting, share }) => {
      const choice = parseDuration(outOfOrderness);
      const later = choice - present;
      const shift = later === 0 ? 'as now' : `${length(later)} ${later > 0 ? 'later' : 'earlier'}`;
      const name = later === 0 ? html`<strong>${length(choice)}, as it is</strong>` : length(choice);
      return { key: outOfOrderness, cells: [name, correcting, percent(hits > 0 ? share : 0), shift] };
    });
    return html`
      <p>${lateness.sentence.charAt(0).toUpperCase()}${lateness.sentence.slice(1)}.</p>
      ${table('What another out-of-orderness would cost', COLUMNS, rows)}`;
  }
}
