import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api, Problem } from '../api/api';
import type { Gap, Job } from '../api/types';
import { backend } from '../app/backend';
import { moment, plural } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { Reader } from '../shared/reader';
import { failure } from '../shared/states';
import { number, table } from '../shared/table';

const REASONS: Record<Gap['reason'], string> = {
  EXPIRED: 'deleted from Kafka before they were counted',
  TOPIC_RECREATED: 'the topic was made anew',
  PARTITION_GONE: 'the partition is gone',
};
const COLUMNS = [number('Partition'), 'Reason', number('From offset'), number('To offset'), number('Records lost'), 'Found'];

/** The gaps in Kafka that block a job, and their acceptance. */
@customElement('wp-gaps')
export class Gaps extends LightElement {
  @property({ attribute: false }) job!: Job;
  @property() tz = '';
  @state() private problem: Problem | undefined;
  readonly #gaps = new Reader<Gap[]>(this, backend);

  protected override willUpdate(): void {
    this.#gaps.ask(this.job.name, (signal) => api.gaps(this.job.name, signal));
  }

  protected override render(): TemplateResult {
    return this.#gaps.show((all) => {
      const open = all.filter((gap) => !gap.acceptedAt);
      const loss = plural(open.reduce((sum, gap) => sum + gap.records, 0), 'record');
      return html`
        ${table(`Gaps of ${this.job.name}`, COLUMNS, open.map((gap) => ({
          key: `${gap.partition}`,
          cells: [gap.partition, REASONS[gap.reason], gap.fromOffset, gap.toOffset, gap.records, moment(Date.parse(gap.foundAt), this.tz)],
        })))}
        <p class="row"><button class="primary" @click=${() => this.querySelector('dialog')?.showModal()}>Accept the loss of ${loss}…</button></p>
        ${failure(this.problem)}
        <dialog aria-labelledby="gap-question">
          <form method="dialog" @submit=${(event: SubmitEvent) => this.#close(event, open)}>
            <h2 id="gap-question">Go on without ${loss}?</h2>
            <p>${this.job.name} will never count them: ${open.map((gap) => `partition ${gap.partition} from offset ${gap.fromOffset} to ${gap.toOffset}`).join(', ')}.
              The ledger keeps the gap as skipped. This cannot be taken back.</p>
            <p class="row"><button value="">Cancel</button> <button class="primary" value="accept">Go on without ${loss}</button></p>
          </form>
        </dialog>`;
    });
  }

  #close(event: SubmitEvent, gaps: Gap[]): void {
    if ((event.submitter as HTMLButtonElement).value === 'accept') void this.#accept(gaps);
  }

  async #accept(gaps: Gap[]): Promise<void> {
    try {
      this.problem = undefined;
      await backend.act(api.acceptGaps(this.job.name, gaps));
    } catch (cause) {
      this.problem = Problem.of(cause);
    }
    void this.#gaps.again();
  }
}
