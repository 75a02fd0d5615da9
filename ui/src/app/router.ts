import { Store } from '../shared/store';

/** The address bar: state that can be shared, and gone back through. */
class Router extends Store {
  constructor() {
    super();
    window.addEventListener('popstate', () => this.changed());
    document.addEventListener('click', (event) => this.#follow(event));
  }

  get path(): string {
    return window.location.pathname;
  }

  get params(): URLSearchParams {
    return new URLSearchParams(window.location.search);
  }

  /** Goes to an address of this application; `replace` makes no step to go back to. */
  go(url: string, replace = false): void {
    if (url === window.location.pathname + window.location.search) return;
    if (replace) window.history.replaceState(null, '', url);
    else window.history.pushState(null, '', url);
    this.changed();
  }

  /** This address with other parameters; empty ones are left out. */
  with(changes: Record<string, string>): string {
    const { params } = this;
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') params.delete(name);
      else params.set(name, value);
    }
    return params.size === 0 ? this.path : `${this.path}?${params.toString()}`;
  }

  /** Takes over plain clicks on links marked `data-route`. */
  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-route]') : null;
    if (!link) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
