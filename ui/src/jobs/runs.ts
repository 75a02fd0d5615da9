import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { api } from '../api/api';
import type { Job, Run } from '../api/types';
import { backend } from '../app/backend';
import { moment } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { Reader } from '../shared/reader';
import { number, table } from '../shared/table';

const COLUMNS = ['Run', 'Phase', number('Epoch'), number('Revision'), 'Launched', 'Changed', 'Error'];

/** A job's launches, newest first. */
@customElement('wp-runs')
export class Runs extends LightElement {
  @property({ attribute: false }) job!: Job;
  @property() tz = '';
  readonly #runs = new Reader<Run[]>(this, backend);

  protected override willUpdate(): void {
    const { name, run } = this.job;
    this.#runs.ask(JSON.stringify([name, run?.id, run?.phase]), async () => (await api.runs(name)).items);
  }

  protected override render(): TemplateResult {
    return this.#runs.show((runs) => {
      if (runs.length === 0) return html`<p class="muted">Never launched.</p>`;
      return table(`Runs of ${this.job.name}`, COLUMNS, runs.map((run) => ({
        key: run.id,
        cells: [
          html`<code title=${run.id}>${run.id.slice(0, 8)}</code>`, run.phase, run.epoch, run.revision,
          moment(Date.parse(run.createdAt), this.tz), moment(Date.parse(run.updatedAt), this.tz), run.error ?? '',
        ],
      })));
    });
  }
}
