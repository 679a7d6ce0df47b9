/** Keeps the bar's word on whether plans change anything fresh, and the banner of the kill switch: pages stay open. */
import { get } from './api.ts';
import { visible } from './visible.ts';

interface Mode {
  armed: boolean;
  disarmsAt?: string | null;
  killed: boolean;
  killedBy?: string | null;
  killedReason?: string | null;
}

const EVERY = 30_000;

export function keepMode(): void {
  if (!document.querySelector('[data-mode]')) return;
  window.setInterval(() => void look(), EVERY);
  document.addEventListener('visibilitychange', () => void look());
  document.addEventListener('so-mode-changed', () => void look());
}

/** Not knowing is said: a bar that still claims yesterday's word would be a lie. */
export async function look(): Promise<void> {
  if (document.hidden) return;
  try {
    show(await get<Mode>('/api/mode'));
  } catch {
    say('MODE UNKNOWN', 'tag-alarm', 'Stakeout did not say whether it is armed.');
  }
}

function show(mode: Mode): void {
  if (mode.armed) say(`ARMED${mode.disarmsAt ? ` until ${new Date(mode.disarmsAt).toISOString().slice(11, 16)} UTC` : ''}`, 'tag-warn', 'Executing a plan changes AWS.');
  else say('UNARMED', '', 'Executing a plan is a rehearsal: nothing is changed in AWS.');
  const banner = document.querySelector<HTMLElement>('[data-killed]');
  const words = banner?.querySelector('.w');
  if (!banner || !words) return;
  if (mode.killed === banner.hidden) words.textContent = mode.killed ? `${visible(mode.killedBy ?? 'An admin')} pulled it: ${visible(mode.killedReason ?? '')}` : '';
  banner.hidden = !mode.killed;
}

function say(text: string, look: string, title: string): void {
  const tag = document.querySelector<HTMLElement>('[data-mode]');
  const words = tag?.querySelector('.w');
  if (!tag || !words || words.textContent === text) return;
  tag.className = `tag ${look}`;
  tag.title = title;
  words.textContent = text;
}
