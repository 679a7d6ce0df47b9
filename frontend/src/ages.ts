import { span } from './model/format.ts';

const EVERY = 5000;
const OLD = 7 * 86_400;

/** Writes `<time data-age datetime=…>` as "2m 28s ago" and keeps it true; what is older than a week keeps its date. */
export function startAges(): void {
  const write = (): void => {
    for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-age]')) {
      const age = (Date.now() - Date.parse(time.dateTime)) / 1000;
      const text = age < OLD ? `${span(age)} ago` : time.dateTime.slice(0, 10);
      if (time.textContent !== text) time.textContent = text;
    }
  };
  write();
  document.addEventListener('so-refreshed', write);
  window.setInterval(write, EVERY);
}
