const AGAIN_AFTER = 3_000;

/** Loads a part of the room that comes after it; while the network is away it is asked for again, and nothing is lost. */
export function part<T>(load: () => Promise<T>, then: (loaded: T) => void = () => {}): void {
  load().then(then, () => void setTimeout(() => part(load, then), AGAIN_AFTER));
}
