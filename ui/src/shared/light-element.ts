import { LitElement } from 'lit';

/**
 * An element that renders into the document itself: one style sheet serves all, and labels may name elements of other files.
 * Lit's `style` attribute bindings are against the content security policy; bind the property (`.style=${…}`) instead.
 */
export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected emit<T>(type: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(type, { detail, bubbles: true }));
  }
}
