import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { serverNow } from '../shared/clock';
import { DAY } from '../shared/duration';
import { clockSeconds, dayYear, length } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { stateLabel, stateMark } from '../shared/states';
import { EachSecond, Watch } from '../shared/store';
import { backend } from './backend';
import { router } from './router';
import { parseView } from './view';

/** How the job and the connection stand; at the right of the header on every page. */
@customElement('wp-status')
export class Status extends LightElement {
  constructor() {
    super();
    new Watch(this, backend, router);
    new EachSecond(this);
  }

  protected override render(): TemplateResult {
    const view = parseView(router.params);
    const job = backend.job(view.job);
    return html`
      ${job ? html`<span title=${job.detail ?? nothing}>${stateMark(job.state)} Job ${stateLabel(job.state).toLowerCase()}</span>` : nothing}
      ${job?.watermark ? this.#watermark(Date.parse(job.watermark), view.tz) : nothing}
      <span role="status">${this.#link(view.tz)}</span>`;
  }

  #watermark(watermark: number, tz: string): TemplateResult {
    const delay = serverNow() - watermark;
    const when = delay > DAY ? dayYear(watermark, tz) : clockSeconds(watermark, tz);
    return html`<span title="Every window that ends before it is final">Watermark ${when} (−${length(delay)})</span>`;
  }

  #link(tz: string): string {
    switch (backend.link) {
      case 'connecting':
        return 'Connecting…';
      case 'live':
        return 'Live';
      case 'lost':
        return `Reconnecting… as of ${clockSeconds(backend.heardAt, tz)}`;
    }
  }
}
