import { refresh, refreshEvery } from './refresh.ts';
import './contain/so-renew-dialog.ts';
import type { SoRenewDialog } from './contain/so-renew-dialog.ts';

refreshEvery(10_000);

document.addEventListener('click', (event) => {
  const button = (event.target as Element | null)?.closest<HTMLElement>('[data-renew]');
  if (!button) return;
  const dialog = document.querySelector<SoRenewDialog>('so-renew-dialog');
  dialog?.ask(button.dataset['renew'] ?? '', button.dataset['principal'] ?? '');
});

document.addEventListener('so-changed', () => {
  // The button that was pressed has the focus again, and a list that somebody is in isn't replaced.
  (document.activeElement as HTMLElement | null)?.blur();
  void refresh();
});
