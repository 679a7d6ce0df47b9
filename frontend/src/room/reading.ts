import { ApiError, get } from '../api.ts';

/** After a failure of the server's or of the way to it; a refusal stays one. */
const AGAIN_AFTER = 15_000;

/** Something that is read again after rows have come: many rows in a row cause one reading, never two at a time. */
export class Reading<T> {
  value?: T;
  problem?: ApiError;
  #timer = 0;
  #due = Infinity;
  #busy = false;
  #next?: number;
  #over = false;

  constructor(
    readonly path: string,
    readonly changed: () => void,
  ) {}

  /** The sooner of what is asked for counts; what is asked for while it is being read, comes after. */
  soon(wait: number): void {
    const due = Date.now() + wait;
    if (this.#busy) this.#next = Math.min(wait, this.#next ?? wait);
    if (this.#busy || this.#over || due >= this.#due) return;
    window.clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = window.setTimeout(() => void this.load(), wait);
  }

  stop(): void {
    this.#over = true;
    window.clearTimeout(this.#timer);
  }

  async load(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    window.clearTimeout(this.#timer);
    this.#due = Infinity;
    this.#next = undefined;
    try {
      this.value = await get<T>(this.path);
      this.problem = undefined;
    } catch (error) {
      this.problem = error as ApiError;
      if (this.problem.status === 0 || this.problem.status >= 500) this.#next ??= AGAIN_AFTER;
    }
    this.#busy = false;
    if (this.#over) return;
    this.changed();
    if (this.#next !== undefined) this.soon(this.#next);
  }
}
