import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../api/api';
import type { JobState } from '../api/types';

/** A failed read with nothing to show in its place. */
export const problemPanel = (problem: Problem, retry: () => void): TemplateResult => html`
  <section class="card empty" role="alert">
    <h2>${problem.title}</h2>
    <p>${problem.detail}</p>
    ${problem.status ? html`<p class="muted small">Status ${problem.status}</p>` : nothing}
    <button class="primary" @click=${retry}>Try again</button>
  </section>`;

/** A failed read above what was read before. */
export const problemNotice = (problem: Problem, retry: () => void): TemplateResult => html`
  <div class="notice bad" role="alert">
    <span><strong>${problem.title}.</strong> ${problem.detail}</span>
    <button @click=${retry}>Try again</button>
  </div>`;

/** Why an action failed; its place is there before, so that it is announced. */
export const failure = (problem: Problem | undefined): TemplateResult => html`
  <div role="alert">${problem ? html`<p class="danger"><strong>${problem.title}.</strong> ${problem.detail}</p>` : nothing}</div>`;

export const skeleton = html`<span class="skeleton"></span>`;

const STATES: Record<JobState, { label: string; tone: string; mark: string }> = {
  STARTING: { label: 'Starting', tone: 'provisional', mark: '◐' },
  RUNNING: { label: 'Running', tone: 'ok', mark: '●' },
  STOPPING: { label: 'Stopping', tone: 'provisional', mark: '◐' },
  STOPPED: { label: 'Stopped', tone: 'muted', mark: '■' },
  COMPLETED: { label: 'Completed', tone: 'ok', mark: '✓' },
  BLOCKED: { label: 'Blocked', tone: 'danger', mark: '!' },
  FAILED: { label: 'Failed', tone: 'danger', mark: '✕' },
  RESTARTING: { label: 'Restarting', tone: 'warn', mark: '◐' },
  UNKNOWN: { label: 'Unknown', tone: 'warn', mark: '?' },
};

export const stateLabel = (state: JobState): string => STATES[state].label;
export const stateTone = (state: JobState): string => STATES[state].tone;
export const stateMark = (state: JobState): TemplateResult =>
  html`<span class=${stateTone(state)} aria-hidden="true">${STATES[state].mark}</span>`;
