import { get } from '../api.ts';
import type { Socket, Surroundings } from '../live.ts';

/** The browser's own socket, clock and fetch for the live link of one incident. */
export function roomSurroundings(incident: string): Surroundings {
  const id = encodeURIComponent(incident);
  return {
    open: () => {
      const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
      return new WebSocket(`${scheme}://${location.host}/ws/incidents/${id}`) as unknown as Socket;
    },
    page: (after, limit) => get(`/api/incidents/${id}/entries?after=${after}&limit=${limit}`),
    now: () => Date.now(),
    random: () => Math.random(),
    later: (milliseconds, run) => {
      const timer = window.setTimeout(run, milliseconds);
      return () => window.clearTimeout(timer);
    },
  };
}
