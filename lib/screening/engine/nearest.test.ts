import { describe, expect, test } from "vitest";
import { type Random, random } from "#lib/core/random.ts";
import { ExemplarVectors } from "#lib/screening/engine/exemplar-vectors.ts";
import { NearestIndex } from "#lib/screening/engine/nearest.ts";

const dimensions = 32;

function unitRows(stream: Random, rows: number): Float32Array {
  const vectors = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++) {
    const values = Array.from({ length: dimensions }, () => stream.next() - 0.5);
    const length = Math.hypot(...values);
    vectors.set(
      values.map((value) => value / length),
      row * dimensions,
    );
  }
  return vectors;
}

function dot(a: Float32Array, i: number, b: Float32Array, j: number): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    sum += (a[i * dimensions + d] as number) * (b[j * dimensions + d] as number);
  }
  return sum;
}

describe("NearestIndex", () => {
  test.each([
    [1, 1, 1],
    [3, 5, 9],
    [1500, 700, 1],
    [40, 17000, 12],
  ])("%i queries, %i rows, k = %i: what a plain loop finds", async (queryCount, rowCount, k) => {
    const stream = random("nearest");
    const queries = unitRows(stream, queryCount);
    const rows = unitRows(stream, rowCount);
    const { scores, indices } = await (await NearestIndex.create(rows, dimensions)).query(queries, k);
    const width = Math.min(k, rowCount);
    expect(indices.length).toBe(queryCount * width);
    for (let i = 0; i < queryCount; i++) {
      const all = Array.from({ length: rowCount }, (_, j) => [dot(queries, i, rows, j), j] as const);
      all.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
      for (let column = 0; column < width; column++) {
        const [score, row] = all[column] as readonly [number, number];
        expect(scores[i * width + column]).toBeCloseTo(score, 5);
        expect(indices[i * width + column]).toBe(row);
      }
    }
  });

  test("of equal rows the first comes first, across chunks of references too", async () => {
    const row = unitRows(random("tie"), 1);
    const rows = new Float32Array(16_400 * dimensions);
    for (const place of [5, 17, 16_390]) rows.set(row, place * dimensions);
    const { indices } = await (await NearestIndex.create(rows, dimensions)).query(row, 4);
    expect([...indices]).toEqual([5, 17, 16_390, 0]);
  });

  test("finds nothing where there is nothing", async () => {
    const queries = unitRows(random("none"), 2);
    const empty = await NearestIndex.create(new Float32Array(0), dimensions);
    expect((await empty.query(queries, 3)).indices.length).toBe(0);
    await expect(NearestIndex.create(new Float32Array(33), dimensions)).rejects.toThrow(RangeError);
  });
});

describe("ExemplarVectors", () => {
  test("finds what a plain loop finds among rows of a lower order, over several blocks", async () => {
    const stream = random("exemplars");
    const count = 5000;
    const rows = unitRows(stream, count);
    // Mostly rising, as exemplars come; a few far out of place, as edited ones are; some gone.
    const orders = Array.from({ length: count }, (_, i) => (stream.int(50) === 0 ? stream.int(count) : i));
    const removed = new Set(Array.from({ length: 200 }, () => stream.int(count)));
    const vectors = new ExemplarVectors(dimensions);
    for (let i = 0; i < count; i++) {
      vectors.add(rows.subarray(i * dimensions, (i + 1) * dimensions), orders[i] as number);
    }
    for (const row of removed) vectors.remove(row);
    const queries = unitRows(stream, 60);
    const limits = Array.from({ length: 60 }, (_, i) => (i < 20 ? 0 : i < 40 ? stream.int(count) : count));
    const k = 3;
    const found = await vectors.nearestBefore(queries, limits, k);
    for (const [i, limit] of limits.entries()) {
      const best = Array.from(orders.entries())
        .filter(([row, order]) => !removed.has(row) && order < limit)
        .map(([row]) => ({ score: dot(queries, i, rows, row), row }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || a.row - b.row);
      for (let column = 0; column < k; column++) {
        expect(found.rows[i * k + column]).toBe(best[column]?.row ?? -1);
        expect(found.scores[i * k + column]).toBeCloseTo(best[column]?.score ?? 0, 5);
      }
    }
  });
});
