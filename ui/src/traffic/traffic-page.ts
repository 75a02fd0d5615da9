import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Job } from '../api/types';
import { backend, type Link } from '../app/backend';
import { aboutJob } from '../app/frame';
import { router } from '../app/router';
import { formatView, parseView, type View } from '../app/view';
import { clockSeconds } from '../shared/format';
import { LightElement } from '../shared/light-element';
import { problemNotice, problemPanel } from '../shared/states';
import { Watch } from '../shared/store';
import './chart-card';
import { windowShape } from './current-window';
import { emptyState } from './empty';
import './figures';
import './filter-bar';
import './key-list';
import { Palette } from './palette';
import { TrafficData } from './traffic-data';

const PAGE_WIDTH = 1440;
/** Page and card padding, the chart's axis. */
const AROUND_CHART = 140;
const AROUND_CHART_PHONE = 100;

@customElement('wp-traffic')
export class TrafficPage extends LightElement {
  readonly #data = new TrafficData(this);
  readonly #palette = new Palette();
  #asked = '';
  #link: Link = 'connecting';
  #stopCommits: () => void = () => undefined;
  readonly #resized = (): void => this.requestUpdate();

  constructor() {
    super();
    new Watch(this, backend, router);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopCommits = backend.onCommit((commit) => this.#data.commit(commit));
    window.addEventListener('resize', this.#resized);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopCommits();
    window.removeEventListener('resize', this.#resized);
  }

  /** Asks again when the address, the job or the width says so, and after the connection was lost. */
  protected override willUpdate(): void {
    const view = this.#view;
    const job = backend.job(view.job);
    if (!job) return;
    const pixels = chartPixels();
    const { from, to, host, by, search, live } = view;
    const asked = JSON.stringify([job.name, job.spec.window, pixels, from, to, host, by, search, live]);
    const isBack = this.#link === 'lost' && backend.link === 'live';
    this.#link = backend.link;
    if (asked !== this.#asked || isBack) {
      this.#asked = asked;
      void this.#data.load({ job, pixels, from, to, host, by, search }, live);
    }
    this.#palette.assign(this.#data.chart?.keys ?? []);
  }

  get #view(): View {
    return parseView(router.params);
  }

  protected override render(): TemplateResult {
    return html`<h1 class="vh">Traffic</h1>${aboutJob((job) => this.#content(this.#view, job))}`;
  }

  #content(view: View, job: Job | undefined): TemplateResult {
    return html`
      <wp-filter-bar .view=${view} .jobs=${backend.jobs ?? []} .job=${job?.name ?? ''}
        .range=${this.#data.chart?.range} @wp-view=${this.#change}></wp-filter-bar>
      ${this.#body(view, job)}`;
  }

  #body(view: View, job: Job | undefined): TemplateResult {
    const { chart, problem, loading } = this.#data;
    const retry = (): void => this.#data.retry();
    if (problem && !chart) return problemPanel(problem, retry);
    if (job && chart && chart.buckets.length === 0 && !loading) return emptyState(job, view);
    const isStale = problem !== undefined || backend.link === 'lost';
    return html`
      ${problem ? problemNotice(problem, retry) : nothing}
      <div class=${isStale ? 'stale' : ''}>${this.#numbers(view, job, isStale)}</div>`;
  }

  #numbers(view: View, job: Job | undefined, isStale: boolean): TemplateResult {
    const { chart, lists, current, asOf } = this.#data;
    const note = asOf !== undefined && (isStale || !view.live) ? `as of ${clockSeconds(asOf, view.tz)}` : '';
    return html`
      <wp-figures .chart=${chart} .lists=${lists} .current=${current} .job=${job} .host=${view.host} .tz=${view.tz}></wp-figures>
      <wp-chart-card .chart=${chart} .palette=${this.#palette} .view=${view} .note=${note}
        .windowSize=${job ? windowShape(job.spec).size : 0} @wp-view=${this.#change}></wp-chart-card>
      <div class="lists">${this.#hosts(view)} ${this.#referrers(view)}</div>`;
  }

  #hosts(view: View): TemplateResult {
    return html`
      <wp-key-list heading="Hosts" what="Host" .top=${this.#data.lists?.found} .search=${view.search} .selected=${view.host}
        .colorOf=${this.#colorIn('host')} .hrefOf=${(host: string) => formatView({ ...view, host: host === view.host ? '' : host })}
        @wp-search=${(event: CustomEvent<string>) => router.go(formatView({ ...view, search: event.detail }), true)}></wp-key-list>`;
  }

  #referrers(view: View): TemplateResult {
    const { lists } = this.#data;
    const heading = lists?.referrersOf ? `Referrers of ${lists.referrersOf}` : 'Referrers';
    return html`
      <wp-key-list .heading=${heading} what="Referrer" .top=${lists?.referrers} .colorOf=${this.#colorIn('referrer')}
        .note=${view.host ? '' : 'the busiest host; choose another in the list'}></wp-key-list>`;
  }

  /** Colours belong to what the chart shows. */
  #colorIn(by: View['by']): (key: string) => string {
    const keys = this.#view.by === by ? (this.#data.chart?.keys ?? []) : [];
    return (key) => (keys.includes(key) ? this.#palette.color(key) : '--border-strong');
  }

  /** What only changes the look leaves no step to go back to. */
  #change(event: CustomEvent<Partial<View>>): void {
    const change = event.detail;
    const isLook = change.tz !== undefined || change.live !== undefined || change.table !== undefined;
    router.go(formatView({ ...this.#view, ...change }), isLook);
  }
}

/** About how wide the plot is, in steps of 100, so that a small change of the window's size asks nothing new. */
function chartPixels(): number {
  const width = Math.min(window.innerWidth, PAGE_WIDTH);
  const around = window.innerWidth > 720 ? AROUND_CHART : AROUND_CHART_PHONE;
  return Math.max(200, Math.round((width - around) / 100) * 100);
}
