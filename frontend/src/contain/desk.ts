/** What the parts of the drawer may ask for. */
export interface Desk {
  readonly busy: boolean;
  readonly canRespond: boolean;
  /** What was typed to confirm. */
  readonly typed: string;
  readonly mode?: Mode;
  /** Posts to a path below the plan; refusals are shown, and the plan is read again in any case. */
  act(path: string, body: object): void;
  type(text: string): void;
  confirm(on: boolean): void;
  /** What stands in a field of the drawer. */
  field(name: string): string;
  ticked(name: string): boolean;
}

/** `GET /api/mode`. */
export interface Mode {
  armed: boolean;
  disarmsAt?: string | null;
  killed?: boolean;
  killedBy?: string | null;
  killedReason?: string | null;
  rehearsal?: boolean;
}
