/** On every page: the theme switch, times said as an age, and whether Stakeout is armed. */
import { startAges } from './ages.ts';
import { copy } from './copy.ts';

const SETTING = 'stakeout.theme';

function dark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-switch-theme]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const next = dark() ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    localStorage.setItem(SETTING, next);
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  button.addEventListener('click', () => {
    const text = document.getElementById(button.dataset['copy'] ?? '')?.textContent ?? '';
    void copy(text).then((done) => {
      const word = button.querySelector('.w');
      if (word && done) word.textContent = 'Copied';
    });
  });
}

startAges();
void import('./mode.ts').then(({ keepMode }) => keepMode());
