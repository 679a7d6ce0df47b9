import { readEntry, type Entry } from './model/entry.ts';
import { readPipeline, type Pipeline } from './model/pipeline.ts';

/** The part of WebSocket that the protocol needs. */
export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

export interface Lag {
  p50: number | null;
  p95: number | null;
}

export interface Beat {
  headSeq: number;
  newestEventTime?: string | null;
  lag: Lag;
  now: string;
  pipeline: Pipeline;
}

export type LinkState =
  | { is: 'connecting' }
  | { is: 'live' }
  | { is: 'reconnecting'; since: number; reason?: string }
  | { is: 'over'; since: number; reason: string };

export interface Surroundings {
  open: () => Socket;
  /** One page of entries after a sequence number, oldest first; a refusal carries its HTTP status. */
  page: (after: number, limit: number) => Promise<{ entries: unknown[]; headSeq: number }>;
  now: () => number;
  /** 0 to 1, for the jitter. */
  random: () => number;
  /** Returns what cancels it. */
  later: (milliseconds: number, run: () => void) => () => void;
}

export interface Listener {
  /** Entries in order, each sequence number once. */
  entries(entries: Entry[]): void;
  /** A stretch that could not be loaded, after which the feed goes on. */
  lost(fromSeq: number, toSeq: number): void;
  state(state: LinkState): void;
  beat(beat: Beat): void;
  presence(names: string[]): void;
}

interface Batch {
  fromSeq: number;
  toSeq: number;
  entries: Entry[];
}

const PAGE = 500;
const SILENCE = 12_000;
const LOOK = 2000;
const REFILL_TRIES = 4;
const MOST_WAITING = 1000;
const FINAL = ['signed-out', 'role', 'not-found', 'restricted'];

/**
 * The client's side of the live protocol. Every sequence number reaches the listener once and in order: what the socket
 * skips is loaded by REST while later batches wait. A socket that is silent for 12 s counts as lost. The clock decides
 * that, not a timer: timers stand still while a computer sleeps.
 */
export class LiveLink {
  #socket: Socket | undefined;
  #last = 0;
  #head = 0;
  #headAtBeat = 0;
  #attempt = 0;
  #lostSince: number | undefined;
  #waiting: Batch[] = [];
  #refillTo = 0;
  #refilling = false;
  #refillTries = 0;
  #cancelSilence: () => void = () => {};
  #cancelRetry: () => void = () => {};
  #cancelRefill: () => void = () => {};
  #stopped = false;
  #started = false;
  #heard = false;
  #heardAt = 0;
  #notBefore = 0;
  #run = 0;

  constructor(
    readonly around: Surroundings,
    readonly listener: Listener,
  ) {}

  /** Rows that the server has and that are not here yet. */
  get behind(): number {
    return Math.max(0, this.#head - this.#last);
  }

  get waitingRows(): number {
    return this.#waiting.reduce((sum, batch) => sum + batch.entries.length, 0);
  }

  /** Also after an end: goes on where it was. */
  start(): void {
    this.#run += 1;
    this.#started = false;
    this.#stopped = false;
    this.#refilling = false;
    this.#refillTo = 0;
    this.#waiting = [];
    this.#lostSince = undefined;
    this.listener.state({ is: 'connecting' });
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelRetry();
    this.#cancelRefill();
    this.#drop();
  }

  /** Somebody looks again, or the network is back: finds out now whether the connection is still one. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#socket) return this.#checkSilence();
    if (this.around.now() < this.#notBefore) return;
    this.#cancelRetry();
    this.#connect();
  }

  #connect(): void {
    if (this.#stopped) return;
    this.#drop();
    this.#heard = false;
    const socket = this.around.open();
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', afterSeq: this.#last }));
    socket.onmessage = (event) => {
      if (this.#socket === socket) this.#receive(event.data);
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#lose();
    };
    this.#listenFor();
  }

  #receive(data: unknown): void {
    const message = parsed(data);
    if (!message) return;
    this.#heard = true;
    this.#listenFor();
    switch (message['type']) {
      case 'snapshot':
        return this.#snapshot(message);
      case 'batch':
        return this.#batch(batchOf(message));
      case 'beat':
        return this.#beat(message);
      case 'state':
        return this.listener.presence(names(message['presence']));
      case 'gap':
        return this.#fill(number(message['toSeq']));
      case 'bye':
        return this.#bye(String(message['reason'] ?? ''), number(message['retryAfter']));
      default:
        return undefined;
    }
  }

  #snapshot(message: Record<string, unknown>): void {
    this.#attempt = 0;
    this.#lostSince = undefined;
    this.#refillTries = 0;
    this.listener.state({ is: 'live' });
    const batch = batchOf(message);
    this.#head = Math.max(this.#head, number(message['headSeq']));
    // The first snapshot begins wherever it likes: what is older is loaded when somebody scrolls up.
    if (!this.#started && this.#last === 0 && batch.entries.length > 0) this.#last = batch.fromSeq - 1;
    this.#started = true;
    if (batch.entries.length > 0) this.#batch(batch);
    else this.#fill(this.#head);
  }

  #batch(batch: Batch): void {
    this.#head = Math.max(this.#head, batch.toSeq);
    if (batch.toSeq <= this.#last) return;
    if (!this.#refilling && batch.fromSeq <= this.#last + 1) return this.#deliver(batch);
    if (this.waitingRows + batch.entries.length > MOST_WAITING) {
      this.#waiting = [];
      return this.#fill(batch.toSeq);
    }
    this.#waiting.push(batch);
    this.#fill(batch.fromSeq - 1);
  }

  #deliver(batch: Batch): void {
    const fresh = inOrder(batch.entries, this.#last);
    this.#last = Math.max(this.#last, batch.toSeq);
    if (fresh.length > 0) this.listener.entries(fresh);
  }

  #beat(message: Record<string, unknown>): void {
    const head = number(message['headSeq']);
    // A head that stays ahead over two beats means that a batch was lost, not that one is on its way.
    if (this.#headAtBeat > this.#last && head >= this.#headAtBeat) this.#fill(this.#headAtBeat);
    this.#headAtBeat = head;
    this.#head = Math.max(this.#head, head);
    const lag = (message['lag'] ?? {}) as Partial<Lag>;
    this.listener.beat({
      headSeq: head,
      newestEventTime: message['newestEventTime'] as string | null | undefined,
      lag: { p50: lag.p50 ?? null, p95: lag.p95 ?? null },
      now: String(message['now'] ?? ''),
      pipeline: readPipeline(message),
    });
  }

  #bye(reason: string, retryAfter: number): void {
    if (FINAL.includes(reason)) this.#end(reason);
    else this.#lose(retryAfter * 1000, reason);
  }

  #end(reason: string): void {
    this.stop();
    this.listener.state({ is: 'over', since: this.around.now(), reason });
  }

  /** Makes sure that everything up to a sequence number is there before anything later is delivered. */
  #fill(toSeq: number): void {
    if (toSeq <= this.#last && !this.#refilling) return this.#drain();
    this.#refillTo = Math.max(this.#refillTo, toSeq);
    if (this.#refilling) return;
    this.#refilling = true;
    this.#refillTries = 0;
    void this.#nextPage();
  }

  async #nextPage(): Promise<void> {
    const after = this.#last;
    const run = this.#run;
    const current = (): boolean => !this.#stopped && run === this.#run;
    try {
      const page = await this.around.page(after, PAGE);
      if (current()) this.#takePage(after, page.entries);
    } catch (error) {
      if (current()) this.#pageFailed(error);
    }
  }

  #takePage(after: number, raw: unknown[]): void {
    const fresh = inOrder(read(raw), after);
    const newest = fresh.at(-1)?.seq ?? after;
    if (fresh.length === 0) return this.#giveUp();
    this.#refillTries = 0;
    this.#last = newest;
    this.listener.entries(fresh);
    if (newest < this.#refillTo) void this.#nextPage();
    else this.#filled();
  }

  #pageFailed(error: unknown): void {
    const refused = refusal(error);
    if (refused) return this.#end(refused);
    this.#refillTries += 1;
    // While the server can't be reached nothing is lost yet.
    if (this.#refillTries >= REFILL_TRIES && this.#lostSince === undefined) return this.#giveUp();
    const wait = backOff(Math.min(this.#refillTries, REFILL_TRIES), this.around.random());
    this.#cancelRefill = this.around.later(wait, () => void this.#nextPage());
  }

  /** The feed goes on and says what is missing, in its place; what has arrived behind that is not lost. */
  #giveUp(): void {
    const wanted = this.#refillTo;
    const to = this.#waiting.reduce((least, batch) => Math.min(least, batch.fromSeq - 1), wanted);
    if (to > this.#last) {
      this.listener.lost(this.#last + 1, to);
      this.#last = to;
    }
    this.#filled();
    if (wanted > this.#last) this.#fill(wanted);
  }

  #filled(): void {
    this.#refilling = false;
    this.#refillTo = 0;
    this.#drain();
  }

  #drain(): void {
    const waiting = this.#waiting.sort((a, b) => a.fromSeq - b.fromSeq);
    this.#waiting = [];
    waiting.forEach((batch) => this.#batch(batch));
  }

  #lose(atLeast = 0, reason?: string): void {
    if (this.#stopped) return;
    this.#drop();
    // A browser does not say why an upgrade was refused; the same question by REST does.
    if (!this.#heard) void this.#askWhy();
    const since = (this.#lostSince ??= this.around.now());
    const wait = Math.max(atLeast, backOff(this.#attempt++, this.around.random()));
    this.#notBefore = this.around.now() + atLeast;
    this.listener.state({ is: 'reconnecting', since, reason });
    this.#cancelRetry();
    this.#cancelRetry = this.around.later(wait, () => this.#connect());
  }

  async #askWhy(): Promise<void> {
    const run = this.#run;
    try {
      await this.around.page(this.#last, 1);
    } catch (error) {
      const refused = refusal(error);
      if (refused && !this.#stopped && run === this.#run) this.#end(refused);
    }
  }

  #listenFor(): void {
    this.#heardAt = this.around.now();
    this.#checkSilence();
  }

  #checkSilence(): void {
    this.#cancelSilence();
    this.#heardAt = Math.min(this.#heardAt, this.around.now());
    const left = this.#heardAt + SILENCE - this.around.now();
    if (left <= 0) return this.#lose();
    this.#cancelSilence = this.around.later(Math.min(left, LOOK), () => this.#checkSilence());
  }

  #drop(): void {
    this.#cancelSilence();
    const socket = this.#socket;
    this.#socket = undefined;
    this.#headAtBeat = 0;
    socket?.close();
  }
}

/** 0.5 s doubling to 15 s, of which the upper half is left to chance so that rooms don't come back all at once. */
export function backOff(attempt: number, random: number): number {
  const full = Math.min(15_000, 500 * 2 ** attempt);
  return Math.max(500, Math.round(full / 2 + (full / 2) * random));
}

/** Why there is no point in trying again; undefined for everything that may pass. */
function refusal(error: unknown): string | undefined {
  const status = (error as { status?: unknown } | undefined)?.status;
  return ({ 401: 'signed-out', 403: 'role', 404: 'not-found' } as Record<string, string>)[String(status)];
}

function batchOf(message: Record<string, unknown>): Batch {
  const entries = read(Array.isArray(message['entries']) ? message['entries'] : []);
  const from = number(message['fromSeq']) || (entries[0]?.seq ?? 0);
  const to = number(message['toSeq']) || (entries.at(-1)?.seq ?? 0);
  return { fromSeq: from, toSeq: to, entries };
}

function read(raw: unknown[]): Entry[] {
  return raw.flatMap((one) => readEntry(one) ?? []);
}

function inOrder(entries: Entry[], after: number): Entry[] {
  let last = after;
  return [...entries]
    .sort((a, b) => a.seq - b.seq)
    .filter((entry) => {
      const fresh = entry.seq > last;
      last = Math.max(last, entry.seq);
      return fresh;
    });
}

function names(raw: unknown): string[] {
  return Array.isArray(raw) ? raw.map((one) => String((one as { name?: unknown }).name ?? '')) : [];
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function parsed(data: unknown): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(String(data));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
