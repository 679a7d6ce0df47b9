import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ApiError } from '../api.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';
import { problemBox } from './problem-box.ts';

/**
 * A modal question. What the server refuses is said inside it; nothing closes before the server has agreed, and what was
 * typed stays until then, also when the question was closed by mistake.
 */
export abstract class DialogElement extends LightElement {
  @property() incident = '';
  @state() protected problem?: ApiError;
  @state() protected busy = false;

  protected abstract readonly heading: string;
  protected abstract readonly action: string;
  protected abstract body(): TemplateResult;
  protected abstract submit(form: FormData): Promise<void>;

  open(): void {
    this.problem = undefined;
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector('dialog')?.showModal());
  }

  protected close(): void {
    this.querySelector('dialog')?.close();
  }

  protected override render(): TemplateResult {
    return html`<dialog class="panel modal" aria-label=${this.heading}>
      <form method="dialog" @submit=${this.#submitted}>
        <div class="panel-h"><h2>${this.heading}</h2><span class="grow"></span>
          <button type="button" class="btn btn-quiet btn-icon" aria-label="Close" @click=${() => this.close()}>${icon('x')}</button></div>
        <div class="panel-b stack">${this.body()}${this.problem ? problemBox(this.problem) : nothing}</div>
        <div class="modal-f"><button type="button" class="btn" @click=${() => this.close()}>Cancel</button>
          <button class="btn btn-primary" aria-disabled=${this.busy}>${this.action}</button></div>
      </form>
    </dialog>`;
  }

  #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    this.submit(new FormData(event.target as HTMLFormElement))
      .then(
        () => {
          this.querySelector('form')?.reset();
          this.close();
          this.dispatchEvent(new CustomEvent('so-changed', { bubbles: true }));
        },
        (error: unknown) => {
          this.problem = error instanceof ApiError ? error : new ApiError(0, 'That did not work', String(error));
        },
      )
      .finally(() => (this.busy = false));
  };
}
