import { clock } from './format.ts';

/** How events get here, as the beat tells it. Everything may be absent: an older server says less. */
export interface Pipeline {
  lanes: readonly LaneMark[];
  consumer?: Consumer;
  alarms: number;
}

export interface LaneMark {
  lane: string;
  newestArrivedAt?: string;
  silentSince?: string;
}

export interface Consumer {
  phase: string;
  why?: string;
  since?: string;
  refilling: number;
}

/** Something that is wrong with the way in: `bad` means that a quiet feed proves nothing, `wait` that it takes a while. */
export interface Trouble {
  level: 'bad' | 'wait';
  text: string;
}

export const NO_PIPELINE: Pipeline = { lanes: [], alarms: 0 };

const LANES: Record<string, string> = {
  CW: 'CloudWatch Logs',
  EB: 'EventBridge',
  IMPORT: 'an imported file',
  BACKFILL: 'looking further back',
  CT: 'a CloudTrail file',
};

export function laneName(lane: string): string {
  return LANES[lane] ?? lane ?? '';
}

/** Takes a beat as it came. */
export function readPipeline(beat: Record<string, unknown>): Pipeline {
  const lanes = Array.isArray(beat['lanes']) ? beat['lanes'] : [];
  return {
    lanes: lanes.flatMap((one) => laneMark(object(one)) ?? []),
    consumer: consumer(object(beat['consumer'])),
    alarms: typeof beat['pipelineAlarms'] === 'number' ? beat['pipelineAlarms'] : 0,
  };
}

/** The worst first. Lanes that fell silent are one trouble, as long as the consumer itself runs. */
export function troubles(pipeline: Pipeline, now: number): Trouble[] {
  return [...ofConsumer(pipeline.consumer), ...ofLanes(pipeline.lanes, now)].sort(
    (a, b) => Number(a.level === 'wait') - Number(b.level === 'wait'),
  );
}

function ofConsumer(state: Consumer | undefined): Trouble[] {
  const since = state?.since ? ` since ${minute(state.since)}` : '';
  const why = state?.why ?? '';
  switch (state?.phase) {
    case 'STARTING':
      return [{ level: 'wait', text: 'consumer starting, up to a minute' }];
    case 'WAITING':
      return [{ level: 'bad', text: `consumer waiting${since}${why ? `: ${why}` : ''}` }];
    case 'RESTARTING':
      return [{ level: 'bad', text: `consumer restarting${since}${why ? `: ${why}` : ''}` }];
    case 'STOPPED':
      return [{ level: 'bad', text: `consumer stopped${since}${why ? `: ${why}` : ''}` }];
    default:
      return state && state.refilling > 0 ? [{ level: 'wait', text: 'reading the last 30 min again' }] : [];
  }
}

function ofLanes(lanes: readonly LaneMark[], now: number): Trouble[] {
  const silent = lanes.filter((lane) => lane.silentSince && !Number.isNaN(Date.parse(lane.silentSince)));
  const first = silent.map((lane) => lane.silentSince as string).sort()[0];
  if (!first) return [];
  const names = [...new Set(silent.map((lane) => laneName(lane.lane)))].join(' and ');
  return [{ level: 'bad', text: `${names} silent since ${minute(first)} (${ago(now - Date.parse(first))})` }];
}

function minute(iso: string): string {
  return clock(iso).slice(0, 5);
}

/** 12 min, 3 h 05 min: a silence is not counted in seconds. */
function ago(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min` : `${Math.floor(minutes / 1440)} days`;
}

function laneMark(raw: Record<string, unknown>): LaneMark | undefined {
  const lane = text(raw['lane']);
  return lane ? { lane, newestArrivedAt: text(raw['newestArrivedAt']), silentSince: text(raw['silentSince']) } : undefined;
}

function consumer(raw: Record<string, unknown>): Consumer | undefined {
  const phase = text(raw['phase'])?.toUpperCase();
  const refilling = typeof raw['refilling'] === 'number' ? raw['refilling'] : 0;
  return phase ? { phase, why: text(raw['why']), since: text(raw['since']), refilling } : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
