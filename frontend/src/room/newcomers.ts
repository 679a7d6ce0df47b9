import { visible } from '../visible.ts';

const EVERY = 10_000;
const MOST = 3;

/** Says who has joined, at most every 10 s so that a screen reader isn't talked over. */
export class Newcomers {
  #names: string[] = [];
  #timer = 0;
  #last = -EVERY;

  constructor(readonly say: (text: string) => void) {}

  add(names: readonly string[]): void {
    this.#names.push(...names);
    if (this.#names.length === 0 || this.#timer) return;
    this.#timer = window.setTimeout(() => this.#tell(), Math.max(0, this.#last + EVERY - performance.now()));
  }

  stop(): void {
    window.clearTimeout(this.#timer);
    this.#timer = 0;
  }

  #tell(): void {
    const shown = this.#names.slice(0, MOST).map(visible).join(', ');
    const more = this.#names.length - MOST;
    this.#timer = 0;
    this.#names = [];
    this.#last = performance.now();
    this.say(`Joined: ${shown}${more > 0 ? ` and ${more} more` : ''}`);
  }
}
