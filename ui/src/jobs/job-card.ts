import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api, Problem } from '../api/api';
import type { Explanation, Job, Run } from '../api/types';
import { backend } from '../app/backend';
import { serverNow } from '../shared/clock';
import { length, moment } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { Reader } from '../shared/reader';
import { failure, stateLabel, stateMark, stateTone } from '../shared/states';
import { EachSecond } from '../shared/store';
import { number, table } from '../shared/table';
import './gaps';

type Action = 'start' | 'stop';

/** What goes without saying beside the job's state. */
const PLAIN = ['OK', 'STOPPED', 'COMPLETED'];
const RUN_COLUMNS = ['Run', 'Phase', number('Epoch'), number('Revision'), 'Launched', 'Changed', 'Error'];

/** One job: how it stands and why, its start and stop, its runs. */
@customElement('wp-job')
export class JobCard extends LightElement {
  @property({ attribute: false }) job!: Job;
  @property() tz = '';
  @state() private pending: Action | undefined;
  @state() private problem: Problem | undefined;
  @state() private showsRuns = false;
  readonly #explanation = new Reader<Explanation>(this, backend);
  readonly #runs = new Reader<Run[]>(this, backend);

  constructor() {
    super();
    new EachSecond(this);
  }

  protected override willUpdate(): void {
    const { name, run } = this.job;
    this.#explanation.ask(name, (signal) => api.explain(name, signal));
    if (this.showsRuns) this.#runs.ask(JSON.stringify([name, run?.id, run?.phase]), async () => (await api.runs(name)).items);
  }

  protected override render(): TemplateResult {
    const { job } = this;
    const id = `job-${job.name}`;
    return html`
      <section class="card job" aria-labelledby=${id}>
        <div class="head">
          <h2 id=${id}>${job.name}</h2>
          <span class="badge ${stateTone(job.state)}">${stateMark(job.state)} ${stateLabel(job.state)}</span>
          <a class="small" href="/?job=${encodeURIComponent(job.name)}" data-route>Traffic of ${job.name}</a>
          <div class="end">${this.#buttons()}</div>
        </div>
        ${job.detail ? html`<p>${job.detail}</p>` : nothing}
        ${this.#explain()}
        ${job.state === 'BLOCKED' ? html`<wp-gaps .job=${job} .tz=${this.tz}></wp-gaps>` : nothing}
        ${failure(this.problem)}
        ${this.#facts()}
        <details>
          <summary>Specification</summary>
          <pre tabindex="0" role="region" aria-label="Specification of ${job.name}">${JSON.stringify(job.spec, null, 2)}</pre>
        </details>
        <details @toggle=${(event: Event) => (this.showsRuns = (event.target as HTMLDetailsElement).open)}>
          <summary>Runs</summary>
          ${this.showsRuns ? this.#runs.show((runs) => this.#runsTable(runs)) : nothing}
        </details>
      </section>`;
  }

  #explain(): TemplateResult[] {
    const { cause = 'OK', sentence = '', others = [] } = this.#explanation.value ?? {};
    const said = [{ cause, sentence }, ...others].filter((one) => !PLAIN.includes(one.cause) && one.sentence !== this.job.detail);
    return said.map((one, index) => html`<p class=${index === 0 ? '' : 'muted small'}>${one.sentence}</p>`);
  }

  #runsTable(runs: Run[]): TemplateResult {
    if (runs.length === 0) return html`<p class="muted">Never launched.</p>`;
    return table(`Runs of ${this.job.name}`, RUN_COLUMNS, runs.map(({ id, phase, epoch, revision, createdAt, updatedAt, error }) => ({
      key: id,
      cells: [html`<code title=${id}>${id.slice(0, 8)}</code>`, phase, epoch, revision, this.#moment(createdAt), this.#moment(updatedAt), error ?? ''],
    })));
  }

  /** One button that changes its meaning keeps the focus; a failed job that shall run can be both started again and stopped. */
  #buttons(): TemplateResult {
    const { desired, state: observed } = this.job;
    const first = desired === 'STOPPED' ? 'start' : 'stop';
    return html`
      ${desired === 'RUNNING' && observed === 'FAILED' ? this.#button('start') : nothing}
      ${this.#button(first)}`;
  }

  #button(action: Action): TemplateResult {
    const label = action === 'start' ? 'Start' : 'Stop';
    const isPending = this.pending === action;
    return html`
      <button class=${action === 'start' ? 'primary' : ''} aria-label="${label} ${this.job.name}"
        aria-disabled=${this.pending !== undefined} @click=${() => this.#act(action)}>${isPending ? `${label}…` : label}</button>`;
  }

  async #act(action: Action): Promise<void> {
    if (this.pending) return;
    this.pending = action;
    this.problem = undefined;
    try {
      await backend.act(api[action](this.job.name));
    } catch (cause) {
      this.problem = Problem.of(cause);
    }
    this.pending = undefined;
  }

  #facts(): TemplateResult {
    const { job } = this;
    const { run, spec } = job;
    return html`
      <dl class="facts">
        ${this.#fact('Desired', job.desired === 'RUNNING' ? 'Running' : 'Stopped')}
        ${this.#fact('Observed', `${stateLabel(job.state)} for ${this.#age(job.stateSince)}`, job.stateSince)}
        ${this.#fact('Watermark', job.watermark ? `${this.#moment(job.watermark)} (−${this.#age(job.watermark)})` : 'none yet')}
        ${this.#fact('Last commit', job.committedAt ? `${this.#age(job.committedAt)} ago` : 'none yet', job.committedAt)}
        ${this.#fact('Newest hit', job.newestHit ? this.#moment(job.newestHit) : 'none yet')}
        ${this.#fact('Source', `topic ${spec.source.topic} at ${spec.source.bootstrapServers}`)}
        ${this.#fact('Revision', `${job.revision}, changed ${this.#age(job.updatedAt)} ago`, job.updatedAt)}
        ${this.#fact('Run', run ? html`<code>${run.id}</code>` : 'never launched')}
        ${run ? this.#fact('Epoch', String(run.epoch)) : nothing}
      </dl>`;
  }

  #fact(name: string, value: string | TemplateResult, at?: string | null): TemplateResult {
    return html`<div title=${at ? this.#moment(at) : nothing}><dt>${name}</dt><dd>${value}</dd></div>`;
  }

  #age(instant: string): string {
    return length(Math.max(0, serverNow() - Date.parse(instant)));
  }

  #moment(instant: string): string {
    return moment(Date.parse(instant), this.tz);
  }
}
