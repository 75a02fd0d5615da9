import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { backend } from '../app/backend';
import { noJob } from '../app/frame';
import { router } from '../app/router';
import { parseView } from '../app/view';
import { LightElement } from '../shared/light-element';
import { problemNotice, problemPanel, skeleton } from '../shared/states';
import { Watch } from '../shared/store';
import './job-card';

@customElement('wp-jobs')
export class JobsPage extends LightElement {
  constructor() {
    super();
    new Watch(this, backend, router);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Events tell of changed jobs, not of deleted ones.
    void backend.refresh();
  }

  protected override render(): TemplateResult {
    return html`<h1>Jobs</h1>${this.#content()}`;
  }

  #content(): TemplateResult {
    const { jobs, problem } = backend;
    const retry = (): void => void backend.refresh();
    if (problem && !jobs) return problemPanel(problem, retry);
    if (!jobs) return html`<div class="jobs" aria-busy="true"><div class="card">${skeleton}</div></div>`;
    if (jobs.length === 0) return noJob;
    const { tz } = parseView(router.params);
    return html`
      ${problem ? problemNotice(problem, retry) : nothing}
      <div class="jobs ${backend.link === 'lost' ? 'stale' : ''}">
        ${repeat(jobs, (job) => job.name, (job) => html`<wp-job .job=${job} .tz=${tz}></wp-job>`)}
      </div>`;
  }
}
