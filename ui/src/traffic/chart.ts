import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import uPlot from 'uplot';
import { theme } from '../app/theme';
import { HOUR } from '../shared/duration';
import { LightElement } from '../shared/light-element';
import { Watch } from '../shared/store';
import { axes } from './chart-axes';
import { drawMarks } from './chart-marks';
import type { Range } from './range';
import type { Stack } from './series';

/** Where the chart's cursor is: a slot of the stack, or nowhere. */
export interface ChartCursor {
  index: number | undefined;
  byKeyboard: boolean;
}

/** The stacked step chart. Tells `wp-cursor` ({@link ChartCursor}) and `wp-zoom` ({@link Range}, whole buckets). */
@customElement('wp-chart')
export class ChartView extends LightElement {
  @property({ attribute: false }) stack!: Stack;
  @property({ attribute: false }) colorOf!: (key: string) => string;
  @property() tz = '';

  #plot: uPlot | undefined;
  #drawn = '';
  /** The start of the window under the keyboard's cursor: it stays there while the chart moves on. */
  #at: number | undefined;
  #moving = false;
  readonly #resize = new ResizeObserver(() => this.#fit());

  constructor() {
    super();
    new Watch(this, theme);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="plot" role="application" aria-roledescription="chart" tabindex="0"
        aria-labelledby="chart-title" aria-describedby="chart-summary"
        @keydown=${this.#key} @blur=${() => this.#leave()}></div>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  protected override updated(): void {
    const look = JSON.stringify([this.stack.layers.map(({ key }) => this.colorOf(key)), this.tz, this.#color('--surface')]);
    if (this.#plot && look === this.#drawn) this.#plot.setData(this.#data());
    else this.#build();
    this.#drawn = look;
    if (this.#at !== undefined) this.#moveTo(this.stack.starts.indexOf(this.#at), false);
  }

  get #box(): HTMLElement {
    return this.querySelector<HTMLElement>('.plot') ?? this;
  }

  get #range(): Range {
    const { starts, step } = this.stack;
    const from = starts[0] ?? 0;
    return { from, to: from + starts.length * step };
  }

  #build(): void {
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(), this.#data(), this.#box);
    this.#resize.observe(this.#box);
  }

  #fit(): void {
    const { clientWidth, clientHeight } = this.#box;
    if (this.#plot && (this.#plot.width !== clientWidth || this.#plot.height !== clientHeight)) {
      this.#plot.setSize({ width: clientWidth, height: clientHeight });
    }
  }

  /** The highest layer first: each is filled down to zero and painted over by the next. The last step needs a closing point. */
  #data(): uPlot.AlignedData {
    const { starts, layers } = this.stack;
    const close = (tops: number[]): number[] => [...tops, tops[tops.length - 1] ?? 0];
    return [[...starts, this.#range.to].map((ms) => ms / 1000), ...[...layers].reverse().map(({ tops }) => close(tops))];
  }

  #options(): uPlot.Options {
    const surface = this.#color('--surface');
    const marks = { surface, provisional: this.#color('--provisional'), warn: this.#color('--warn') };
    const paths = uPlot.paths.stepped?.({ align: 1 });
    return {
      width: this.#box.clientWidth,
      height: this.#box.clientHeight,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), this.tz),
      padding: [12, 20, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false },
        dataIdx: (plot, _series, nearest, x) => Math.min(nearest - ((plot.data[0][nearest] ?? 0) > x ? 1 : 0), this.stack.starts.length - 1),
      },
      scales: {
        x: { time: true, range: () => [this.#range.from / 1000, this.#range.to / 1000] },
        y: { range: (_plot, _least, most) => [0, Math.max(1, most * 1.06)] },
      },
      axes: axes(this.tz, { text: this.#color('--muted'), tick: this.#color('--border'), grid: this.#color('--grid') }),
      series: [
        {},
        ...[...this.stack.layers].reverse().map(({ key }) => ({
          fill: this.#color(this.colorOf(key)),
          stroke: surface,
          width: 0.75,
          points: { show: false },
          ...(paths ? { paths } : {}),
        })),
      ],
      hooks: {
        draw: [(plot) => drawMarks(plot, this.stack, marks)],
        setCursor: [(plot) => this.#tellCursor(plot.cursor.idx ?? undefined)],
        setSelect: [(plot) => this.#zoom(plot)],
      },
    };
  }

  /** A custom property's colour as the canvas takes it. */
  #color(name: string): string {
    const box = this.#box;
    box.style.setProperty('outline-color', `var(${name})`);
    const color = getComputedStyle(box).outlineColor;
    box.style.removeProperty('outline-color');
    return color;
  }

  #tellCursor(index: number | undefined): void {
    this.emit<ChartCursor>('wp-cursor', { index, byKeyboard: this.#moving });
  }

  #zoom(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 4) return;
    const slot = (x: number): number => (plot.posToVal(x, 'x') * 1000 - this.#range.from) / this.stack.step;
    const from = this.#range.from + Math.floor(slot(left)) * this.stack.step;
    const to = this.#range.from + Math.ceil(slot(left + width)) * this.stack.step;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.emit<Range>('wp-zoom', { from, to });
  }

  #key(event: KeyboardEvent): void {
    const last = this.stack.starts.length - 1;
    const now = this.#at === undefined ? undefined : this.stack.starts.indexOf(this.#at);
    const page = Math.max(1, Math.round(HOUR / this.stack.step));
    const moves: Record<string, number> = {
      ArrowLeft: (now ?? last + 1) - 1,
      ArrowRight: (now ?? -1) + 1,
      PageUp: (now ?? last + page) - page,
      PageDown: (now ?? -page) + page,
      Home: 0,
      End: last,
    };
    const target = moves[event.key];
    if (event.key === 'Escape') this.#leave();
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#moveTo(Math.min(last, Math.max(0, target)));
  }

  #leave(): void {
    this.#at = undefined;
    this.#plot?.setCursor({ left: -10, top: -10 });
  }

  #moveTo(index: number, byKeyboard = true): void {
    const start = this.stack.starts[index];
    this.#at = start;
    if (start === undefined || !this.#plot) return;
    this.#moving = byKeyboard;
    this.#plot.setCursor({ left: this.#plot.valToPos((start + this.stack.step / 2) / 1000, 'x'), top: 0 });
    this.#moving = false;
  }
}
