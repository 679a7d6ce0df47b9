import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { once } from '../account/once.ts';
import { ApiError, post } from '../api.ts';
import { icon } from '../room/icon.ts';
import { LightElement } from '../room/light-element.ts';
import { problemBox } from '../room/problem-box.ts';
import { ruling, type Outcome } from './ruling.ts';

/** Tries the playbooks on an event that somebody pastes: nothing is recorded. */
@customElement('so-playbook-test')
export class SoPlaybookTest extends LightElement {
  @property({ type: Boolean, attribute: 'can-test' }) canTest = false;
  @state() private problem?: ApiError;
  @state() private outcomes: readonly Outcome[] = [];

  #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    this.problem = undefined;
    this.outcomes = [];
    const body = asked(String(data.get('text')), String(data.get('kind')));
    if (!body) {
      this.problem = new ApiError(400, 'This is no JSON', 'Paste one whole event, with its braces');
      return;
    }
    once(form, () => post<{ outcomes: Outcome[] }>('/api/playbooks/test', body).then(
      (answer) => (this.outcomes = answer.outcomes),
      (error: unknown) => (this.problem = error as ApiError),
    ));
  };

  override connectedCallback(): void {
    this.replaceChildren();
    super.connectedCallback();
  }

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="try"><div class="panel-h"><h2 id="try">Try an event</h2></div>
      <form class="panel-b stack" @submit=${this.#submitted}><fieldset class="stack" ?disabled=${!this.canTest}>
        <legend class="sr">Try an event</legend>
        <div class="field"><label for="try-kind">What it is</label><select class="input" id="try-kind" name="kind">
          <option value="event">An event of EventBridge</option><option value="signal">A risk score, as it is posted</option></select></div>
        <div class="field"><label for="try-text">Event</label><textarea class="input mono" id="try-text" name="text" rows="12" required spellcheck="false" autocomplete="off" placeholder=${'{"source": "aws.guardduty", …}'}></textarea>
          <p class="hint">Nothing is recorded and nobody is told. Earlier verdicts are left out.</p></div>
        ${this.problem ? problemBox(this.problem) : nothing}
        <button class="btn btn-primary btn-lg btn-block">${this.canTest ? nothing : icon('lock', 'i-12')}See what would be done</button>
      </fieldset>
      ${this.canTest ? nothing : html`<p class="hint">Needs the role responder; you can look at everything.</p>`}
      <div class="stack" role="status">${this.outcomes.map(ruling)}</div></form></section>`;
  }
}

/** The body of the question; nothing when the text is no JSON object. */
export function asked(text: string, kind: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const object = typeof json === 'object' && json !== null && !Array.isArray(json);
    return object ? { [kind === 'signal' ? 'signal' : 'event']: json } : undefined;
  } catch {
    return undefined;
  }
}
