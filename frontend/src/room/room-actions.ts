import { ApiError, call, post } from '../api.ts';
import { copy } from '../copy.ts';
import type { Offered } from '../model/entry.ts';
import type { Filter } from '../model/filter.ts';
import { toQuery } from '../model/filter.ts';
import type { Row } from '../model/rows.ts';

/** What somebody may change in an incident; the answers come as entries. A refusal is returned, not thrown. */
export class RoomActions {
  constructor(readonly incident: string) {}

  pin(seq: number, pinned: boolean): Promise<ApiError | undefined> {
    return refused(post(`/api/incidents/${this.incident}/pins`, { seq, pinned }));
  }

  addSuspect({ type, value, account }: Offered): Promise<ApiError | undefined> {
    return refused(post(`/api/incidents/${this.incident}/suspects`, { type, value, account }));
  }

  removeSuspect(id: number | string): Promise<ApiError | undefined> {
    return refused(call('DELETE', `/api/incidents/${this.incident}/suspects/${id}`));
  }

  follow(level: string): Promise<ApiError | undefined> {
    return refused(call('PATCH', `/api/incidents/${this.incident}`, { follow: level }));
  }

  reopen(): Promise<ApiError | undefined> {
    return refused(post(`/api/incidents/${this.incident}/reopen`, {}));
  }
}

async function refused(change: Promise<unknown>): Promise<ApiError | undefined> {
  try {
    await change;
    return undefined;
  } catch (error) {
    return error as ApiError;
  }
}

/** Copies a link to a row; the answer is what to say about it. */
export async function copyLink(seq: number): Promise<string> {
  const link = `${location.origin}${location.pathname}#${seq}`;
  return (await copy(link)) ? `Link to row ${seq} copied` : link;
}

/** Puts the filter into the address of the page, so that it can be shared. */
export function writeFilter(filter: Filter): void {
  const search = toQuery(filter, new URLSearchParams(location.search)).toString();
  history.replaceState(null, '', `${location.pathname}${search ? `?${search}` : ''}${location.hash}`);
}

/** The row that a step from the selected one leads to; from none, the last in view. */
export function neighbour(shown: readonly Row[], selected: number, by: number, lastInView: number): Row | undefined {
  const rows = shown.filter((row) => row.kind !== 'gap');
  const at = rows.findIndex((row) => row.seq === selected);
  return at < 0 ? rows[Math.max(0, lastInView - 1)] : rows[Math.min(rows.length - 1, Math.max(0, at + by))];
}
