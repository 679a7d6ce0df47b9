import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError, call, get } from '../api.ts';
import { count } from '../model/format.ts';
import { visible } from '../visible.ts';
import { DialogElement } from './dialog-element.ts';

interface Progress {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  records?: number;
  events?: number;
  matched?: number;
  duplicates?: number;
  quarantined?: number;
  message?: string;
}

@customElement('so-import-dialog')
export class SoImportDialog extends DialogElement {
  protected readonly heading = 'Import a file';
  protected readonly action = 'Import';
  @state() private progress?: Progress;

  override open(): void {
    if (!this.busy) this.progress = undefined;
    super.open();
  }

  protected body(): TemplateResult {
    return html`<div class="field"><label for="import-file">CloudTrail file</label>
        <input class="input file" type="file" id="import-file" name="file" required>
        <p class="hint">A log file ({"Records": […]}), JSON lines, either gzipped, or base64 Kinesis records one a line.
          Only calls of this incident's suspects are recorded, once each; nobody is notified.</p></div>
      <p class="small muted" role="status">${this.progress ? said(this.progress) : nothing}</p>`;
  }

  protected async submit(form: FormData): Promise<void> {
    const started = await call<Progress>('POST', `/api/imports?incident=${encodeURIComponent(this.incident)}`, form.get('file') as File);
    this.progress = { ...started, state: started.state ?? 'queued' };
    while (this.progress.state === 'queued' || this.progress.state === 'running') {
      await new Promise((done) => window.setTimeout(done, 700));
      this.progress = { ...(await get<Progress>(`/api/imports/${encodeURIComponent(started.id)}`)), id: started.id };
    }
    if (this.progress.state === 'failed') {
      throw new ApiError(422, 'The import failed', `${visible(this.progress.message ?? '')} Rows recorded before stay.`);
    }
    const doubt = doubtAbout(this.progress);
    if (doubt) throw new ApiError(0, ...doubt);
  }
}

/** What must not vanish with the dialog: that the file was not what somebody took it for. */
export function doubtAbout(p: Pick<Progress, 'events' | 'matched' | 'duplicates' | 'quarantined'>): [string, string] | undefined {
  const unreadable = p.quarantined ?? 0;
  if (!p.events) return ['No call could be read', 'This is not a file that CloudTrail wrote, or it is empty. Nothing was recorded.'];
  if (unreadable > 0) return [`${count(unreadable)} records could not be read`, 'They are kept for an admin; what could be read was recorded.'];
  if (!p.matched && !p.duplicates) return ['None of the calls is a suspect\'s', `The file has ${count(p.events)} calls, all by others. Nothing was recorded.`];
  return undefined;
}

function said(p: Progress): string {
  const n = (value?: number): string => count(value ?? 0);
  return `${p.state}: ${n(p.records)} records, ${n(p.events)} calls, ${n(p.matched)} recorded, ${n(p.duplicates)} known already, ${n(p.quarantined)} unreadable`;
}
