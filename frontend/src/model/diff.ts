/** Two documents line by line, side by side: what goes, what comes, what stays. */
export interface DiffLine {
  before?: string;
  after?: string;
  same: boolean;
}

const MOST = 400;

/** Nothing stands for a place in AWS that is empty; a document in JSON is laid out so that its lines can be compared. */
export function diff(before: string | null | undefined, after: string | null | undefined): DiffLine[] {
  const a = linesOf(before);
  const b = linesOf(after);
  if (a.length * b.length > MOST * MOST) return paired(a, b);
  const length = common(a, b);
  const out: DiffLine[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const flush = (): void => {
    out.push(...paired(gone, come));
    gone = [];
    come = [];
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      flush();
      out.push({ before: a[i], after: b[j], same: true });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(length, i + 1, j) >= at(length, i, j + 1))) gone.push(a[i++] as string);
    else come.push(b[j++] as string);
  }
  flush();
  return out;
}

/** Lengths of the longest common rest, from each pair of lines on. */
function common(a: readonly string[], b: readonly string[]): number[][] {
  const length = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      (length[i] as number[])[j] = a[i] === b[j] ? at(length, i + 1, j + 1) + 1 : Math.max(at(length, i + 1, j), at(length, i, j + 1));
    }
  }
  return length;
}

function at(table: readonly number[][], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function paired(gone: readonly string[], come: readonly string[]): DiffLine[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, k) => ({ before: gone[k], after: come[k], same: false }));
}

function linesOf(text: string | null | undefined): string[] {
  if (text === null || text === undefined || text === '') return [];
  return laidOut(text).split('\n');
}

function laidOut(text: string): string {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 1);
  } catch {
    return text;
  }
}
