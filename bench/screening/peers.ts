/** What the nearest-neighbour engine is measured against, in the same run on the same numbers. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A figure, or why there is none. */
export type Peer<T> = { value: T } | { value: null; reason: string };

/** A compiled sgemm.c: `measure` gives the GFLOP/s of the better of two shapes, each the best of five. */
export interface Sgemm {
  measure(): Promise<number>;
  remove(): Promise<void>;
}

/** Compiles sgemm.c, if there is a C compiler with OpenBLAS. */
export async function compileSgemm(columns: number, dimensions: number): Promise<Peer<Sgemm>> {
  const folder = await mkdtemp(path.join(tmpdir(), "sgemm-"));
  const remove = () => rm(folder, { recursive: true });
  const program = path.join(folder, "sgemm");
  const source = path.join(import.meta.dirname, "sgemm.c");
  try {
    await execute("cc", ["-O2", source, "-o", program, "-lopenblas"]);
  } catch (error) {
    await remove();
    return { value: null, reason: `cc with OpenBLAS (libopenblas-dev) is not there: ${firstLine(error)}` };
  }
  const measure = async () => {
    const figures: number[] = [];
    for (const rows of [1_000, 10_000]) {
      const { stdout } = await execute(program, [rows, columns, dimensions, 5].map(String));
      figures.push(Number(stdout));
    }
    return Math.max(...figures);
  };
  return { value: { measure, remove } };
}

/** Of usearch's module, the function measured here. */
interface Usearch {
  exactSearch(
    dataset: Float32Array,
    queries: Float32Array,
    dimensions: number,
    count: number,
    metric: "ip",
    threads: number,
  ): { keys: BigUint64Array };
}

const usearchVersion = "2.26.2";

/**
 * usearch from the folder whose node_modules has it; without a folder npm installs it into a temporary one, which stays
 * for the next time. It is no dependency of the product, whose installation must not hang on a binary it never runs.
 */
export async function loadUsearch(folder: string | undefined): Promise<Peer<Usearch>> {
  const home = folder ?? path.join(tmpdir(), `winnow-bench-usearch-${usearchVersion}`);
  const load = () => createRequire(path.resolve(home, "index.js"))("usearch") as Usearch;
  try {
    return { value: load() };
  } catch (error) {
    if (folder !== undefined) return { value: null, reason: firstLine(error) };
  }
  try {
    // The package brings its binary: nothing is compiled, so no script need run.
    const options = ["--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
    await execute("npm", ["install", "--prefix", home, ...options, `usearch@${usearchVersion}`]);
    return { value: load() };
  } catch (error) {
    return { value: null, reason: `usearch could not be installed: ${firstLine(error)}` };
  }
}

function firstLine(error: unknown): string {
  return String((error as { stderr?: string }).stderr || error).split("\n")[0] as string;
}

/** Seconds of usearch's exact search for a query, threads as it chooses. */
export function timeUsearch(
  usearch: Usearch,
  queries: Float32Array,
  references: Float32Array,
  dimensions: number,
  k: number,
): number {
  const count = Math.min(1_000, queries.length / dimensions);
  const part = queries.slice(0, count * dimensions);
  const start = performance.now();
  usearch.exactSearch(references, part, dimensions, k, "ip", 0);
  return (performance.now() - start) / 1000 / count;
}

/** Seconds of a pair in the loop that one would write first, over the first rows of both. */
export function timeLoop(queries: Float32Array, references: Float32Array, dimensions: number): number {
  const columns = Math.min(references.length / dimensions, 1_000);
  // Enough pairs for a quarter of a second.
  const rows = Math.min(queries.length / dimensions, Math.ceil(500_000 / columns));
  let checksum = 0;
  const start = performance.now();
  for (let query = 0; query < rows; query++) {
    let best = -Infinity;
    for (let reference = 0; reference < columns; reference++) {
      let score = 0;
      const a = query * dimensions;
      const b = reference * dimensions;
      for (let i = 0; i < dimensions; i++) {
        score += (queries[a + i] as number) * (references[b + i] as number);
      }
      if (score > best) best = score;
    }
    checksum += best;
  }
  if (!Number.isFinite(checksum)) throw new Error("the loop found nothing");
  return (performance.now() - start) / 1000 / (rows * columns);
}
