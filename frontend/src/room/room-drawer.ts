import { html, nothing, type TemplateResult } from 'lit';
import type { LightElement } from './light-element.ts';
import type { Lineage } from '../model/lineage.ts';
import type { PlanSummary } from '../model/plan.ts';
import { part } from './part.ts';

/** What the drawer gets from the room. */
export interface ForDrawer {
  incident: string;
  canRespond: boolean;
  lineage?: Lineage;
  plans: readonly PlanSummary[];
  revision: number;
}

const LINK = /^#plan=(\d{1,18})$/;

/**
 * The countermeasure beside the feed: opened by a button, by the link of a plan, or by the address of the page, which
 * names the plan while it is open. Its code is loaded then.
 */
export class RoomDrawer {
  /** The plan that is open; empty while one is being chosen, undefined while the drawer is shut. */
  plan?: string;
  #opener: HTMLElement | null = null;
  #linked = (): void => this.#followLink();

  constructor(readonly room: LightElement) {}

  start(): void {
    window.addEventListener('hashchange', this.#linked);
    this.#followLink();
  }

  stop(): void {
    window.removeEventListener('hashchange', this.#linked);
  }

  open(plan: string): void {
    if (this.plan === undefined) this.#opener = document.activeElement as HTMLElement | null;
    this.plan = plan;
    this.#address(plan ? `#plan=${plan}` : '');
    this.room.requestUpdate();
    // Its style sheet was fetched aside, behind everything else; from now on it applies.
    document.getElementById('drawer-style')?.setAttribute('media', 'all');
    part(() => import('../contain/so-contain.ts'), () => void this.#focus());
  }

  async #focus(): Promise<void> {
    await this.room.updateComplete;
    this.room.querySelector<HTMLElement>('.drawer h2')?.focus();
  }

  close(): void {
    this.plan = undefined;
    this.#address('');
    this.room.requestUpdate();
    void this.room.updateComplete.then(() => {
      const back = this.#opener?.isConnected ? this.#opener : this.room.querySelector<HTMLElement>('.rows');
      back?.focus({ preventScroll: true });
    });
  }

  draw(about: ForDrawer): TemplateResult | typeof nothing {
    if (this.plan === undefined) return nothing;
    return html`<so-contain .incident=${about.incident} .plan=${this.plan} .lineage=${about.lineage} .plans=${about.plans} .revision=${about.revision}
      ?can-respond=${about.canRespond} @so-plan=${(e: CustomEvent<string>) => this.open(e.detail)} @so-shut=${() => this.close()}></so-contain>`;
  }

  #followLink(): void {
    const plan = LINK.exec(location.hash)?.[1];
    if (plan && plan !== this.plan) this.open(plan);
  }

  #address(hash: string): void {
    if (location.hash !== hash && (hash || LINK.test(location.hash))) {
      history.replaceState(null, '', `${location.pathname}${location.search}${hash}`);
    }
  }
}
