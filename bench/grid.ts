/**
 * How the review screen feels on a large project: a project of so many exemplars in an embedded database of its own,
 * the product as `npm start` serves it, a headless Chromium that reviews.
 *
 * `npm run bench grid -- --rows 100000 --json`; `--data FOLDER` keeps the seeded data for another time,
 * `--only filters,bulk` takes some of the measures.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { measureBulk } from "./grid/bulk.ts";
import { measureDecisions, measureHeap } from "./grid/decisions.ts";
import { measureFilters } from "./grid/filters.ts";
import { measureFirstRows } from "./grid/first-rows.ts";
import { measureScrolling } from "./grid/scrolling.ts";
import { seedGrid } from "./grid/seed-grid.ts";
import { serve } from "./grid/serve.ts";

/** Bulk comes last: it leaves the project other than it was. */
const measures = {
  first: measureFirstRows,
  decisions: measureDecisions,
  filters: measureFilters,
  scrolling: measureScrolling,
  heap: measureHeap,
  bulk: measureBulk,
};

export async function run(options: string[]): Promise<object> {
  const { values } = parseArgs({
    args: options,
    options: {
      rows: { type: "string", default: "100000" },
      data: { type: "string" },
      only: { type: "string" },
    },
  });
  const rows = Number(values.rows);
  const folder = values.data ?? mkdtempSync(path.join(tmpdir(), "winnow-grid-"));
  const seeded = path.join(folder, `seeded-${rows}`);
  if (!existsSync(seeded)) writeFileSync(seeded, await seedGrid(folder, rows));
  const server = await serve(folder);
  const figures: Record<string, number> = { rows };
  const asked = values.only?.split(",") ?? Object.keys(measures);
  try {
    const review = `${server.address}/projects/${readFileSync(seeded, "utf8")}/review`;
    for (const [measured, measure] of Object.entries(measures)) {
      if (!asked.includes(measured)) continue;
      for (const [name, figure] of Object.entries<number>(await measure(server.browser, review))) {
        figures[name] = Math.round(figure * 1_000) / 1_000;
        console.log(`${name.padEnd(32)} ${figures[name]}`);
      }
    }
  } finally {
    await server.close();
    if (!values.data) rmSync(folder, { recursive: true });
  }
  return figures;
}
