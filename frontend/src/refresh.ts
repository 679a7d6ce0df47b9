/**
 * Keeps the part of a page that is marked `data-refresh` fresh: fetches the page again and takes the same part out of
 * it. One renderer, the server's; nothing of a fetched page is ever run. What somebody selects or works in is not
 * replaced under their hands; then the page says that it stands still, and goes on by itself when they have left.
 */
export function refreshEvery(milliseconds: number): void {
  window.setInterval(() => void refresh(), milliseconds);
  const soon = (): void => {
    if (document.getElementById(PAUSED)) window.setTimeout(() => void goOn(), 0);
  };
  document.addEventListener('selectionchange', soon);
  document.addEventListener('focusout', soon);
}

const PAUSED = 'refresh-paused';
const STALE = 'refresh-stale';

async function goOn(): Promise<void> {
  const part = document.querySelector<HTMLElement>('[data-refresh]');
  if (part && document.getElementById(PAUSED) && !usedBy(part)) await refresh();
}

export async function refresh(): Promise<void> {
  if (document.hidden) return;
  const part = document.querySelector<HTMLElement>('[data-refresh]');
  if (!part) return;
  const used = usedBy(part);
  if (used) return paused(part, used);
  document.getElementById(PAUSED)?.remove();
  try {
    const response = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    if (response.redirected && new URL(response.url).pathname === '/sign-in') return location.assign(response.url);
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.getElementById(part.id);
    if (!fresh) return;
    // Somebody may have begun to select while the answer was on its way.
    const now = usedBy(part);
    if (now) return paused(part, now);
    take(part, fresh);
    document.getElementById(STALE)?.remove();
    document.dispatchEvent(new CustomEvent('so-refreshed'));
  } catch {
    stale(part);
  }
}

function take(part: HTMLElement, fresh: HTMLElement): void {
  if (fresh.innerHTML === part.dataset['last']) return;
  part.dataset['last'] = fresh.innerHTML;
  part.replaceChildren(...fresh.childNodes);
}

/** In the heading, where it moves nothing of what is being selected. */
function paused(part: HTMLElement, why: string): void {
  if (document.getElementById(PAUSED)) return;
  const mark = document.createElement('span');
  mark.id = PAUSED;
  mark.className = 'tag tag-warn';
  mark.setAttribute('role', 'status');
  mark.textContent = `PAUSED while you ${why}, since ${time()} UTC`;
  const heading = document.querySelector('.page-h .grow');
  if (heading) heading.before(mark);
  else part.before(mark);
}

/** Says that what is shown is old, and since when; never hides it. */
function stale(part: HTMLElement): void {
  if (document.getElementById(STALE)) return;
  const box = document.createElement('p');
  box.id = STALE;
  box.className = 'callout callout-warn';
  box.setAttribute('role', 'alert');
  box.textContent = `Stakeout has not answered since ${time()} UTC. What you see is from then; trying again.`;
  part.before(box);
}

/** What somebody does in this part; undefined when it may be replaced. */
function usedBy(part: HTMLElement): string | undefined {
  const selection = document.getSelection();
  if (selection && !selection.isCollapsed && part.contains(selection.anchorNode)) return 'select';
  return part.contains(document.activeElement) ? 'are in the list' : undefined;
}

function time(): string {
  return new Date().toISOString().slice(11, 19);
}
