const underWay = new WeakSet<HTMLFormElement>();

/** Runs what a form asks for, one at a time: a second Enter while the first is under way does nothing. */
export function once(form: HTMLFormElement, ask: () => Promise<unknown>): void {
  if (underWay.has(form)) return;
  underWay.add(form);
  void ask().finally(() => underWay.delete(form));
}
