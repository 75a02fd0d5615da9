import { html, type TemplateResult } from 'lit';
import type { Job } from '../api/types';
import { problemPanel } from '../shared/states';
import { backend } from './backend';
import { router } from './router';

export const noJob = html`
  <section class="card empty">
    <h2>There is no job yet</h2>
    <p>A job counts the hits of one Kafka topic. <code>./windowpane up</code> makes the main job by itself;
      others are made with <code>POST /api/jobs</code>.</p>
    <a href="/q/swagger-ui">Open the API</a>
  </section>`;

/** The job that the address names, else the main one. */
export const theJob = (): Job | undefined => backend.job(router.params.get('job') ?? '');

/** A page about one job, or why there is none; the job is undefined while jobs are being read. */
export function aboutJob(content: (job: Job | undefined) => TemplateResult): TemplateResult {
  const { jobs, problem } = backend;
  const job = theJob();
  if (problem && !jobs) return problemPanel(problem, () => void backend.refresh());
  if (jobs?.length === 0) return noJob;
  if (job || !jobs) return content(job);
  return html`
    <section class="card empty">
      <h2>There is no job ${router.params.get('job')}</h2><a href=${router.path} data-route>Show the first job</a>
    </section>`;
}
