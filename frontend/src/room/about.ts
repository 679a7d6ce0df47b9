import { ApiError, get } from '../api.ts';
import type { Incident } from '../model/incident.ts';

/** What is shown above the feed, read again after rows have come: many rows in a row cause one reading. */
export class About {
  incident?: Incident;
  problem?: ApiError;
  #timer = 0;

  constructor(
    readonly id: string,
    readonly changed: () => void,
  ) {}

  soon(wait: number): void {
    if (this.#timer) return;
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      void this.load();
    }, wait);
  }

  stop(): void {
    window.clearTimeout(this.#timer);
    this.#timer = 0;
  }

  async load(): Promise<void> {
    try {
      this.incident = await get<Incident>(`/api/incidents/${this.id}`);
      this.problem = undefined;
    } catch (error) {
      this.problem = error as ApiError;
    }
    this.changed();
  }
}
