import type { ApiError } from '../api.ts';
import type { Incident } from '../model/incident.ts';
import { Kin } from '../model/kin.ts';
import type { Lineage } from '../model/lineage.ts';
import { Reading } from './reading.ts';

/** What a room knows beside its rows: the incident, whom it follows, and so whose a call is. */
export class Facts {
  kin?: Kin;
  #about: Reading<Incident>;
  #lineage: Reading<Lineage>;

  constructor(incident: string, changed: () => void) {
    this.#about = new Reading(`/api/incidents/${incident}`, changed);
    this.#lineage = new Reading(`/api/incidents/${incident}/lineage`, () => {
      const known = this.#lineage.value;
      this.kin = known && new Kin(known);
      changed();
    });
  }

  get incident(): Incident | undefined {
    return this.#about.value;
  }

  get lineage(): Lineage | undefined {
    return this.#lineage.value;
  }

  get problem(): ApiError | undefined {
    return this.#about.problem;
  }

  get lineageProblem(): ApiError | undefined {
    return this.#lineage.problem;
  }

  soon(wait: number): void {
    this.#about.soon(wait);
    this.#lineage.soon(wait);
  }

  stop(): void {
    this.#about.stop();
    this.#lineage.stop();
  }
}
