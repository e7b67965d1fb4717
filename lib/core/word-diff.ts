export interface DiffPart {
  kind: "same" | "removed" | "added";
  text: string;
}

/**
 * Words removed and added at most for a shortest script; texts further apart share next to nothing worth showing, and
 * their middle is replaced as a whole.
 */
const FURTHEST = 600;

const segmenter = new Intl.Segmenter("und", { granularity: "word" });

/**
 * How one text becomes another, by words as Unicode cuts them (UAX #29; Han and kana by the dictionary): the shortest
 * script of removals and additions (Myers, "An O(ND) difference algorithm and its variations", 1986). The parts that are
 * the same and removed make up `before`, those that are the same and added `after`. What was removed stands before what
 * was added in its place; blanks between two changes belong to them. Deterministic.
 */
export function diffWords(before: string, after: string): DiffPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const middle = { a: a.slice(start, a.length - end), b: b.slice(start, b.length - end) };
  return joined([
    ...a.slice(0, start).map(same),
    ...(shortestScript(middle.a, middle.b) ?? [
      ...middle.a.map((text) => ({ kind: "removed" as const, text })),
      ...middle.b.map((text) => ({ kind: "added" as const, text })),
    ]),
    ...a.slice(a.length - end).map(same),
  ]);
}

function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function same(text: string): DiffPart {
  return { kind: "same", text };
}

/** Null where it would be longer than FURTHEST. */
function shortestScript(a: readonly string[], b: readonly string[]): DiffPart[] | null {
  const numbers = new Map<string, number>();
  const numbered = (words: readonly string[]) =>
    Int32Array.from(words, (word) => {
      const known = numbers.get(word) ?? numbers.size;
      numbers.set(word, known);
      return known;
    });
  const [x, y] = [numbered(a), numbered(b)];
  const limit = Math.min(FURTHEST, x.length + y.length);
  /** How far along `a` each diagonal has come, at `limit + diagonal`. */
  const reach = new Int32Array(2 * limit + 2);
  /** `reach` as it stood before each step, its diagonals -step to step. */
  const trace: Int32Array[] = [];
  for (let step = 0; step <= limit; step++) {
    trace.push(reach.slice(limit - step, limit + step + 1));
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const [left, right] = [reach[limit + diagonal - 1] ?? 0, reach[limit + diagonal + 1] ?? 0];
      const goesDown = diagonal === -step || (diagonal !== step && left < right);
      let i = step === 0 ? 0 : goesDown ? right : left + 1;
      while (i < x.length && i - diagonal < y.length && x[i] === y[i - diagonal]) i += 1;
      reach[limit + diagonal] = i;
      if (i >= x.length && i - diagonal >= y.length) return walkBack(a, b, trace);
    }
  }
  return null;
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly Int32Array[]): DiffPart[] {
  const parts: DiffPart[] = [];
  let [i, j] = [a.length, b.length];
  for (let step = trace.length - 1; step >= 0; step--) {
    const at = (diagonal: number) => trace[step]?.[step + diagonal] ?? 0;
    const diagonal = i - j;
    const goesDown = diagonal === -step || (diagonal !== step && at(diagonal - 1) < at(diagonal + 1));
    const from = step === 0 ? 0 : goesDown ? at(diagonal + 1) : at(diagonal - 1);
    const fromJ = step === 0 ? 0 : from - (goesDown ? diagonal + 1 : diagonal - 1);
    while (i > from && j > fromJ) {
      parts.push(same(a[--i] ?? ""));
      j -= 1;
    }
    if (j > fromJ) parts.push({ kind: "added", text: b[--j] ?? "" });
    else if (i > from) parts.push({ kind: "removed", text: a[--i] ?? "" });
  }
  return parts.reverse();
}

/** Neighbours of one kind as one part, and the blanks between two changes as changed with them. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const found: DiffPart[] = [];
  let [removed, added, blanks] = ["", "", ""];
  const close = () => {
    if (removed !== "") found.push({ kind: "removed", text: removed });
    if (added !== "") found.push({ kind: "added", text: added });
    if (blanks !== "") found.push(same(blanks));
    [removed, added, blanks] = ["", "", ""];
  };
  for (const { kind, text } of parts) {
    const isChanging = removed !== "" || added !== "";
    if (kind === "same" && isChanging && text.trim() === "") blanks += text;
    else if (kind === "same") {
      close();
      found.push(same(text));
    } else {
      removed += blanks;
      added += blanks;
      blanks = "";
      if (kind === "removed") removed += text;
      else added += text;
    }
  }
  close();
  return found.reduce<DiffPart[]>((all, part) => {
    const last = all.at(-1);
    if (last?.kind === "same" && part.kind === "same") last.text += part.text;
    else all.push({ ...part });
    return all;
  }, []);
}
