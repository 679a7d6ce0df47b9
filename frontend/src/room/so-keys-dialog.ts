import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keysOn, switchKeys } from './keys.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';

const KEYS: [string, string][] = [
  ['Space', 'pause or follow'],
  ['j  k', 'next, previous row'],
  ['Enter', 'open the row'],
  ['Esc', 'close'],
  ['/', 'search'],
  ['1 – 4', 'only read, write, identity, tamper'],
  ['g  G', 'oldest row, live edge'],
  ['n', 'note'],
  ['p', 'pin the row'],
  ['c', 'copy a link to the row'],
  ['?', 'this list'],
];

@customElement('so-keys-dialog')
export class SoKeysDialog extends LightElement {
  @state() private on = keysOn();

  open(): void {
    this.querySelector('dialog')?.showModal();
  }

  protected override render(): TemplateResult {
    return html`<dialog class="panel modal" aria-label="Keys"><form method="dialog">
      <div class="panel-h"><h2>Keys</h2><span class="grow"></span>
        <button class="btn btn-quiet btn-icon" aria-label="Close">${icon('x')}</button></div>
      <div class="panel-b stack"><dl class="keys">${KEYS.map(([key, does]) => html`<dt><kbd>${key}</kbd></dt><dd>${does}</dd>`)}</dl>
        <label class="with-i"><input type="checkbox" .checked=${this.on} @change=${this.#switch}> Single keys are on</label>
        <p class="hint">No key changes anybody's access.</p></div>
    </form></dialog>`;
  }

  #switch = (event: Event): void => {
    this.on = (event.target as HTMLInputElement).checked;
    switchKeys(this.on);
  };
}
