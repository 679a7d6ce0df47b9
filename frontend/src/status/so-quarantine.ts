import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError, get, post } from '../api.ts';
import { count, day, clock } from '../model/format.ts';
import { laneName } from '../model/pipeline.ts';
import { jsonView } from '../room/json-view.ts';
import { LightElement } from '../room/light-element.ts';
import { problemBox } from '../room/problem-box.ts';
import { visible } from '../visible.ts';

interface Line {
  id: number;
  arrivedAt: string;
  lane: string;
  origin: string;
  reason: string;
  size: number;
}

export interface RunAgain {
  outcome?: string;
  matched?: number;
  recorded?: number;
  duplicates?: number;
  reason?: string;
}

const SHOWN = 20;

/** What could not be read, for admins: looked at one by one, and run again once the cause is gone. */
@customElement('so-quarantine')
export class SoQuarantine extends LightElement {
  @state() private lines?: readonly Line[];
  @state() private total = 0;
  @state() private open?: { id: number; content: unknown };
  @state() private said: readonly [number, string] = [0, ''];
  @state() private busy = 0;
  @state() private problem?: ApiError;

  #again = (): void => void this.#load();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('so-refreshed', this.#again);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('so-refreshed', this.#again);
  }

  /** What is read by itself wipes out no refusal of what somebody asked for. */
  async #load(): Promise<void> {
    try {
      const listing = await get<{ count: number; newest: Line[] }>('/api/quarantine');
      this.lines = listing.newest;
      this.total = listing.count;
    } catch (error) {
      this.problem ??= error as ApiError;
    }
  }

  protected override render(): TemplateResult {
    const lines = this.lines ?? [];
    return html`<section class="panel" aria-labelledby="quarantine">
      <div class="panel-h"><h2 id="quarantine">Quarantined records</h2><span class="count">${count(this.total)}</span><span class="grow"></span>
        <span class="small faint">kept encrypted for a time; nothing behind them waits</span></div>
      ${this.problem ? html`<div class="panel-b">${problemBox(this.problem)}</div>` : nothing}
      ${lines.length > 0
        ? html`<div class="scroll" tabindex="0" role="region" aria-labelledby="quarantine"><table class="table">
            <thead><tr><th>Arrived, UTC</th><th>Lane</th><th>From</th><th>Reason</th><th class="num">Bytes</th><th><span class="sr">What to do</span></th></tr></thead>
            <tbody>${lines.slice(0, SHOWN).map((line) => this.#line(line))}</tbody></table></div>`
        : html`<div class="panel-b"><p class="muted small">${this.lines ? 'Every record could be read.' : this.problem ? 'The list could not be read.' : 'Reading the list.'}</p></div>`}
      ${this.total > SHOWN ? html`<p class="panel-b small muted">The newest ${SHOWN} of ${count(this.total)}: <a href="/api/quarantine">/api/quarantine</a> has more.</p>` : nothing}
      <p class="sr" role="status">${this.said[1]}</p>
    </section>`;
  }

  #line(line: Line): TemplateResult {
    const open = this.open?.id === line.id;
    const [of, said] = this.said;
    return html`<tr><td class="mono nowrap">${day(line.arrivedAt)} ${clock(line.arrivedAt)}</td><td class="nowrap">${visible(laneName(line.lane))}</td>
        <td class="wrap">${visible(line.origin)}</td><td class="wrap">${visible(line.reason)}${of === line.id ? html`<br><b class="small strong">${said}</b>` : nothing}</td>
        <td class="num">${count(line.size)}</td>
        <td class="num"><span class="inline-form"><button class="btn small" aria-expanded=${open} aria-label="${open ? 'Hide' : 'Look at'} record ${line.id}" @click=${() => void this.#look(line.id)}>${open ? 'Hide' : 'Look'}</button>
          <button class="btn small" aria-disabled=${this.busy === line.id} aria-label="Run record ${line.id} again" @click=${() => void this.#retry(line.id)}>Run again</button></span></td></tr>
      ${open ? html`<tr><td colspan="6" class="code-cell">${jsonView(this.open?.content)}</td></tr>` : nothing}`;
  }

  async #look(id: number): Promise<void> {
    if (this.open?.id === id) {
      this.open = undefined;
      return;
    }
    await this.#ask(id, async () => {
      this.open = { id, content: await get<unknown>(`/api/quarantine/${id}`) };
    });
  }

  async #retry(id: number): Promise<void> {
    await this.#ask(id, async () => {
      this.said = [id, runAgainWords(await post<RunAgain>(`/api/quarantine/${id}/retry`, {}))];
      await this.#load();
    });
  }

  /** One question at a time; a second press asks nothing. */
  async #ask(id: number, run: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = id;
    this.problem = undefined;
    try {
      await run();
    } catch (error) {
      this.problem = error instanceof ApiError ? error : new ApiError(0, 'That did not work', String(error));
    } finally {
      this.busy = 0;
    }
  }
}

/** The server's answer to "run again"; its words are shown as they are. */
export function runAgainWords(answer: RunAgain): string {
  const counts = (['matched', 'recorded', 'duplicates'] as const)
    .filter((name) => typeof answer[name] === 'number')
    .map((name) => `${count(answer[name] ?? 0)} ${name === 'duplicates' ? 'known already' : name}`);
  const outcome = visible(answer.outcome ?? 'done').replaceAll('_', ' ').toLowerCase();
  const reason = answer.reason ? `: ${visible(answer.reason)}` : '';
  return `Run again, ${outcome}${reason}${counts.length > 0 ? `. ${counts.join(', ')}.` : ''}`;
}
