import { html, type TemplateResult } from 'lit';

/** The questions that a room can ask; empty elements until the first is asked. */
export function dialogs(incident: string): TemplateResult {
  return html`<so-note-dialog .incident=${incident}></so-note-dialog>
    <so-close-dialog .incident=${incident}></so-close-dialog>
    <so-suspect-dialog .incident=${incident}></so-suspect-dialog>
    <so-import-dialog .incident=${incident}></so-import-dialog>
    <so-backfill-dialog .incident=${incident}></so-backfill-dialog>
    <so-identity-dialog .incident=${incident}></so-identity-dialog>
    <so-keys-dialog></so-keys-dialog>`;
}

/** Keys are for everybody; what changes the incident is for who may. `about` is what it is asked of. */
export async function ask(room: Element, name: string, canRespond: boolean, about?: object): Promise<void> {
  if (name !== 'so-keys-dialog' && !canRespond) return;
  await import('./dialogs.ts');
  const dialog = room.querySelector<HTMLElement & { open(): void }>(name);
  if (dialog) Object.assign(dialog, about).open();
}
