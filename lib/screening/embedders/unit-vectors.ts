/** What is wrong with vectors that a model gave. */
export interface VectorFault {
  fault: "wrongCount" | "notFinite" | "noDimensions" | "noDirection" | "dimensionsChanged";
  values: Record<string, number>;
}

/**
 * Brings vectors to Euclidean length 1, one after the other in one row-major array.
 * @param expected how many vectors there must be, and how long; null where their length is not known yet
 * @returns the fault of the first vector that cannot be compared by its direction
 */
export function unitVectors(
  vectors: readonly ArrayLike<number>[],
  expected: { count: number; dimensions: number | null },
): { vectors: Float32Array; dimensions: number } | VectorFault {
  const { count } = expected;
  if (vectors.length !== count)
    return { fault: "wrongCount", values: { count: vectors.length, asked: count } };
  const dimensions = expected.dimensions ?? vectors[0]?.length ?? 0;
  if (dimensions === 0) return { fault: "noDimensions", values: {} };
  const unit = new Float32Array(count * dimensions);
  for (const [row, vector] of vectors.entries()) {
    const { length } = vector;
    if (length !== dimensions)
      return { fault: "dimensionsChanged", values: { dimensions: length, before: dimensions } };
    let squares = 0;
    for (let i = 0; i < length; i++) squares += (vector[i] as number) ** 2;
    if (!Number.isFinite(squares)) return { fault: "notFinite", values: {} };
    if (squares === 0) return { fault: "noDirection", values: {} };
    const scale = 1 / Math.sqrt(squares);
    for (let i = 0; i < length; i++) unit[row * dimensions + i] = (vector[i] as number) * scale;
  }
  return { vectors: unit, dimensions };
}
