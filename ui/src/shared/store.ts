import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Something that elements watch. */
export class Store {
  readonly #listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Renders its element again whenever one of the stores changes. */
export class Watch implements ReactiveController {
  readonly #stores: Store[];
  #stop: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    ...stores: Store[]
  ) {
    this.#stores = stores;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = this.#stores.map((store) => store.subscribe(() => this.host.requestUpdate()));
  }

  hostDisconnected(): void {
    for (const stop of this.#stop) stop();
  }
}

/** Renders its element again each second, for ages and countdowns. */
export class EachSecond implements ReactiveController {
  #timer = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = window.setInterval(() => this.host.requestUpdate(), 1000);
  }

  hostDisconnected(): void {
    window.clearInterval(this.#timer);
  }
}
