import { LitElement } from 'lit';

/** Draws into the page itself: one style sheet for all, and nothing inline, as the Content-Security-Policy asks. */
export abstract class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
