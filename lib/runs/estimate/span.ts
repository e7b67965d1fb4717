/** What is expected, within its 95 % interval; `high` null: there is no upper end. */
export interface Span {
  low: number;
  expected: number;
  high: number | null;
}

export function each({ low, expected, high }: Span, of: (value: number) => number): Span {
  return { low: of(low), expected: of(expected), high: high === null ? null : of(high) };
}

/** Null: unknown how often. */
export function times(span: Span, factor: number | null): Span | null {
  return factor === null ? null : each(span, (value) => value * factor);
}

function add(a: number, b: number): number {
  return a + b;
}

/** Null where either is unknown. */
export function addSpans(a: Span | null, b: Span | null): Span | null {
  return a && b && both(a, b, add);
}

export function both(a: Span, b: Span, of: (a: number, b: number) => number): Span {
  return {
    low: of(a.low, b.low),
    expected: of(a.expected, b.expected),
    high: a.high === null || b.high === null ? null : of(a.high, b.high),
  };
}
