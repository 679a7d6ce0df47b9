/**
 * Keeps the part of a page that is marked `data-refresh` fresh: fetches the page again and takes the same part out of
 * it. One renderer, the server's; nothing of a fetched page is ever run.
 */
export function refreshEvery(milliseconds: number): void {
  window.setInterval(() => void refresh(), milliseconds);
}

async function refresh(): Promise<void> {
  if (document.hidden) return;
  const part = document.querySelector<HTMLElement>('[data-refresh]');
  if (!part || part.contains(document.activeElement) || selectingIn(part)) return;
  try {
    const response = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    if (response.redirected && new URL(response.url).pathname === '/sign-in') return location.assign(response.url);
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.getElementById(part.id);
    if (!fresh) return;
    if (fresh.innerHTML !== part.dataset['last']) {
      part.dataset['last'] = fresh.innerHTML;
      part.replaceChildren(...fresh.childNodes);
    }
    stale(part, false);
    document.dispatchEvent(new CustomEvent('so-refreshed'));
  } catch {
    stale(part, true);
  }
}

/** Says that what is shown is old, and since when; never hides it. */
function stale(part: HTMLElement, is: boolean): void {
  const id = 'refresh-stale';
  const there = document.getElementById(id);
  if (!is) return there?.remove();
  if (there) return;
  const box = document.createElement('p');
  box.id = id;
  box.className = 'callout callout-warn';
  box.setAttribute('role', 'alert');
  box.textContent = `Stakeout has not answered since ${new Date().toISOString().slice(11, 19)} UTC. What you see is from then; trying again.`;
  part.before(box);
}

function selectingIn(part: HTMLElement): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && part.contains(selection.anchorNode);
}
