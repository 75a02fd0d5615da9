import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Job } from '../api/types';
import { serverNow } from '../shared/clock';
import { DAY } from '../shared/duration';
import { clockSeconds, count, countdown, moment, percent, plural, span } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { skeleton } from '../shared/states';
import { EachSecond } from '../shared/store';
import { closing, outOfOrderness } from './current-window';
import type { Range } from './range';
import type { Lists } from './reads';
import { type Chart, lateHits, totalHits } from './series';

const DIRECT = '(direct)';

type Content = string | TemplateResult | typeof nothing;

/** The five key figures of the range. */
@customElement('wp-figures')
export class Figures extends LightElement {
  @property({ attribute: false }) chart: Chart | undefined;
  @property({ attribute: false }) lists: Lists | undefined;
  @property({ attribute: false }) current: { window: Range; hits: number } | undefined;
  @property({ attribute: false }) job: Job | undefined;
  @property() host = '';
  @property() tz = '';

  constructor() {
    super();
    new EachSecond(this);
  }

  protected override render(): TemplateResult {
    return html`
      <section class="figures" aria-label="Key figures">
        ${this.#hits()} ${this.#currentWindow()} ${this.#hosts()} ${this.#referrers()} ${this.#late()}
      </section>`;
  }

  #figure(id: string, name: string, value: Content, note: Content): TemplateResult {
    return html`
      <div class="card" role="group" aria-labelledby="figure-${id}">
        <p class="name muted small" id="figure-${id}">${name}</p>
        <p class="value">${value}</p>
        <p class="small">${note}</p>
      </div>`;
  }

  #hits(): TemplateResult {
    const { chart } = this;
    return this.#figure('hits', 'Hits', chart ? count(totalHits(chart)) : skeleton, this.host ? 'of the chosen host' : nothing);
  }

  #currentWindow(): TemplateResult {
    const { current, chart } = this;
    if (!current) return this.#figure('window', 'Current window', chart ? '–' : skeleton, chart ? 'no hit yet' : nothing);
    const { window, hits } = current;
    const isPast = Math.abs(serverNow() - window.to) > DAY;
    return this.#figure('window', `Current window ${span(window.from, window.to, this.tz, isPast)}`, count(hits), this.#closing(window));
  }

  #closing(window: Range): TemplateResult {
    const { spec, watermark } = this.job ?? {};
    const close = closing(window, spec ? outOfOrderness(spec) : 0, watermark ? Date.parse(watermark) : undefined, serverNow());
    switch (close.state) {
      case 'final':
        return html`<span class="ok">✓ final</span>`;
      case 'counting-down':
        return html`<span class="provisional">◐ open, closes in ${countdown(close.left)}</span>`;
      case 'due':
        return html`<span class="provisional">◐ open, closing</span>`;
      case 'waiting':
        return html`<span class="provisional" title=${moment(close.at, this.tz)}>
          ◐ open until a hit of ${clockSeconds(close.at, this.tz)} or later</span>`;
    }
  }

  #hosts(): TemplateResult {
    const top = this.lists?.hosts;
    const first = top?.items[0];
    return this.#figure('hosts', 'Hosts', top ? count(top.keys) : skeleton, first ? `the busiest has ${percent(first.share)}` : nothing);
  }

  #referrers(): TemplateResult {
    const { lists } = this;
    const direct = lists?.referrers?.items.find((item) => item.key === DIRECT);
    const name = lists?.referrersOf ? `Referrers of ${lists.referrersOf}` : 'Referrers';
    const value = lists ? count(lists.referrers?.keys ?? 0) : skeleton;
    return this.#figure('referrers', name, value, direct ? `direct ${percent(direct.share)}` : nothing);
  }

  #late(): TemplateResult {
    const { chart } = this;
    if (!chart) return this.#figure('late', 'Late hits', skeleton, nothing);
    const hits = totalHits(chart);
    const late = lateHits(chart);
    const note = late > 0 ? html`<span class="warn">▾ ${plural(late, 'hit')} came late, counted</span>` : 'none came late';
    return this.#figure('late', 'Late hits', percent(hits > 0 ? late / hits : 0), note);
  }
}
