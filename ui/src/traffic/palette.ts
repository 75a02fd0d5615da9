import { OTHER } from './series';

const SLOTS = 6;

/** Gives keys one of six colours and keeps them: a key has its colour until another key of the chart needs it. */
export class Palette {
  readonly #slots: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined);

  /** Makes sure that each of the keys (six at most) has a colour of its own. */
  assign(keys: readonly string[]): void {
    for (const key of keys.filter((wanted) => !this.#slots.includes(wanted))) {
      const empty = this.#slots.indexOf(undefined);
      const free = empty >= 0 ? empty : this.#slots.findIndex((held) => held === undefined || !keys.includes(held));
      if (free >= 0) this.#slots[free] = key;
    }
  }

  /** The key's colour as the name of a CSS custom property. */
  color(key: string): string {
    if (key === OTHER) return '--other';
    const slot = this.#slots.indexOf(key);
    return slot < 0 ? '--border-strong' : `--s${slot + 1}`;
  }
}
