import { html, type TemplateResult } from 'lit';
import type { Job } from '../api/types';
import { router } from '../app/router';
import { formatView, type View } from '../app/view';
import { moment } from '../shared/format';
import { ALL, NOW } from './range';

/** Why there is nothing on the chart, and the next step. */
export function emptyState(job: Job, view: View): TemplateResult {
  if (!job.newestHit) return noHitsYet(job);
  return view.host ? noHitsOfHost(view) : noHitsInRange(job.newestHit, view);
}

const noHitsYet = (job: Job): TemplateResult => html`
  <section class="card empty">
    <h2>No hits yet</h2>
    <p>The job <strong>${job.name}</strong> reads the topic <strong>${job.spec.source.topic}</strong>, which has brought none so far.
      Counts appear here about a second after the first hit. To send some, replay an access log:</p>
    <pre tabindex="0"><code>./windowpane replay access.log --host www.example.com --shift-to-now</code></pre>
    <p class="muted">or start with sample traffic: <code>./windowpane up</code> sends it unless told <code>--no-sample</code>.</p>
  </section>`;

const noHitsOfHost = (view: View): TemplateResult => html`
  <section class="card empty">
    <h2>No hits of ${view.host} in this range</h2>
    <a href=${formatView({ ...view, host: '' })} data-route>Show all hosts</a>
  </section>`;

const noHitsInRange = (newestHit: string, view: View): TemplateResult => html`
  <section class="card empty">
    <h2>No hits in this range</h2>
    <p>The newest hit is of ${moment(Date.parse(newestHit), view.tz)}.</p>
    <button class="primary" @click=${() => router.go(formatView({ ...view, from: ALL, to: NOW }))}>Show all data</button>
  </section>`;
