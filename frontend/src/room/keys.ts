const SETTING = 'stakeout.keys';

export type Command =
  | { does: 'follow' | 'next' | 'previous' | 'open' | 'close' | 'search' | 'note' | 'pin' | 'link' | 'oldest' | 'edge' | 'help' }
  | { does: 'class'; index: number };

const COMMANDS: Record<string, Command['does']> = {
  ' ': 'follow',
  j: 'next',
  k: 'previous',
  Enter: 'open',
  Escape: 'close',
  '/': 'search',
  n: 'note',
  p: 'pin',
  c: 'link',
  g: 'oldest',
  G: 'edge',
  End: 'edge',
  '?': 'help',
};

/** What a key press asks for; undefined while somebody types, presses a button, or has switched single keys off. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined;
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  if (target?.closest('input, textarea, select') || document.querySelector('dialog[open]')) return undefined;
  if ((event.key === ' ' || event.key === 'Enter') && target?.closest('button, a')) return undefined;
  if (event.key === 'Escape') return { does: 'close' };
  if (!keysOn()) return event.key === '?' ? { does: 'help' } : undefined;
  if (/^[1-4]$/.test(event.key)) return { does: 'class', index: Number(event.key) - 1 };
  const does = COMMANDS[event.key];
  return does && does !== 'class' ? ({ does } as Command) : undefined;
}

export function keysOn(): boolean {
  return localStorage.getItem(SETTING) !== 'off';
}

export function switchKeys(on: boolean): void {
  localStorage.setItem(SETTING, on ? 'on' : 'off');
}
