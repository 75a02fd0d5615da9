import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api, Problem } from '../api/api';
import type { Job, Run } from '../api/types';
import { moment } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { skeleton } from '../shared/states';

/** A job's launches, newest first; read again whenever its run changes. */
@customElement('wp-runs')
export class Runs extends LightElement {
  @property({ attribute: false }) job!: Job;
  @property() tz = '';
  @state() private runs: Run[] | undefined;
  @state() private problem: Problem | undefined;

  #read = '';

  protected override willUpdate(): void {
    const wanted = JSON.stringify([this.job.name, this.job.run?.id, this.job.run?.phase]);
    if (wanted === this.#read) return;
    this.#read = wanted;
    void this.#load(this.job.name);
  }

  async #load(name: string): Promise<void> {
    try {
      this.runs = (await api.runs(name)).items;
      this.problem = undefined;
    } catch (cause) {
      this.problem = Problem.of(cause);
    }
  }

  protected override render(): TemplateResult {
    if (this.problem) return html`<p class="danger" role="alert"><strong>${this.problem.title}.</strong> ${this.problem.detail}</p>`;
    if (!this.runs) return skeleton;
    if (this.runs.length === 0) return html`<p class="muted">Never launched.</p>`;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Runs of ${this.job.name}">
        <table>
          <thead>
            <tr>
              <th scope="col">Run</th><th scope="col">Phase</th><th scope="col" class="n">Epoch</th>
              <th scope="col" class="n">Revision</th><th scope="col">Launched</th><th scope="col">Changed</th><th scope="col">Error</th>
            </tr>
          </thead>
          <tbody>${this.runs.map((run) => this.#row(run))}</tbody>
        </table>
      </div>`;
  }

  #row(run: Run): TemplateResult {
    return html`
      <tr>
        <th scope="row"><code title=${run.id}>${run.id.slice(0, 8)}</code></th>
        <td>${run.phase}</td>
        <td class="n">${run.epoch}</td>
        <td class="n">${run.revision}</td>
        <td>${moment(Date.parse(run.createdAt), this.tz)}</td>
        <td>${moment(Date.parse(run.updatedAt), this.tz)}</td>
        <td>${run.error ?? ''}</td>
      </tr>`;
  }
}
