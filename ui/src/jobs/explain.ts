import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { api } from '../api/api';
import type { Explanation } from '../api/types';
import { backend } from '../app/backend';
import { LightElement } from '../shared/light-element';
import { Reader } from '../shared/reader';

/** What goes without saying beside the job's state. */
const PLAIN = ['OK', 'STOPPED', 'COMPLETED'];

/** Why a job has no output, where it has none. */
@customElement('wp-explain')
export class Explain extends LightElement {
  @property() job = '';
  /** What is said already. */
  @property() said = '';
  readonly #explanation = new Reader<Explanation>(this, backend);

  protected override willUpdate(): void {
    this.#explanation.ask(this.job, (signal) => api.explain(this.job, signal));
  }

  protected override render(): TemplateResult {
    const { cause = 'OK', sentence = '', others = [] } = this.#explanation.value ?? {};
    const sentences = [{ cause, sentence }, ...others].filter((one) => !PLAIN.includes(one.cause) && one.sentence !== this.said);
    return html`${sentences.map((one, index) => html`<p class=${index === 0 ? '' : 'muted small'}>${one.sentence}</p>`)}`;
  }
}
