/** Times and numbers as every page writes them: UTC, units after a space, thousands by comma. */

export function clock(iso: string | undefined): string {
  const at = iso ? new Date(iso) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString().slice(11, 19) : '';
}

export function day(iso: string | undefined): string {
  const at = iso ? new Date(iso) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString().slice(0, 10) : '';
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** 12 s, 3m 12s, 2h 05m, 3d 4h. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)}m ${two(s % 60)}s`;
  if (s < 86_400) return `${Math.floor(s / 3600)}h ${two(Math.floor((s % 3600) / 60))}m`;
  return `${Math.floor(s / 86_400)}d ${Math.floor((s % 86_400) / 3600)}h`;
}

/** How late a row was: +6s, +2m51s, +4h. Recorded files arrive years late, so days are rounded. */
export function lag(eventTime: string, arrivedAt: string): string {
  const s = Math.round((Date.parse(arrivedAt) - Date.parse(eventTime)) / 1000);
  if (Number.isNaN(s)) return '';
  if (s < 0) return `\u2212${-s}s`;
  if (s < 60) return `+${s}s`;
  if (s < 3600) return `+${Math.floor(s / 60)}m${two(s % 60)}s`;
  if (s < 86_400) return `+${Math.floor(s / 3600)}h${two(Math.floor((s % 3600) / 60))}m`;
  return `+${count(Math.floor(s / 86_400))}d`;
}

/** The same for two lanes in one cell: one unit each, rounded down. */
export function shortLag(eventTime: string, arrivedAt: string): string {
  return /^.[\d,]+[smhd]/.exec(lag(eventTime, arrivedAt))?.[0] ?? '';
}

/** 0:14, for a connection that is being tried again. */
export function minutes(milliseconds: number): string {
  const s = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(s / 60)}:${two(s % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
