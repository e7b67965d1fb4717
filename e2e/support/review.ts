import { expect, type Page } from "@playwright/test";
import type { ExemplarPage } from "#lib/exemplars/exemplar-pages.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { ExemplarDetail } from "#lib/review/review.ts";
import { LABELS, SUPPORT_CSV } from "./harbour-data.ts";
import {
  createProject,
  createRecipe,
  createVocabulary,
  importSet,
  type Journey,
  startRun,
  waitForRun,
} from "./journey.ts";

/** A project with a finished run of so many exemplars a label, all different, without a test set. */
export async function makeExemplars(page: Page, name: string, perLabel: number): Promise<Journey> {
  const journey = await createProject(page, name, LABELS);
  await importSet(journey, "Support set", { name: "support.csv", content: SUPPORT_CSV });
  const berths = Array.from(
    { length: perLabel * LABELS.length },
    (_, n) => `berth ${n + 1} of pier ${n % 97}`,
  );
  await createVocabulary(journey, "berth", berths);
  await createRecipe(journey, { name: "Berths", kind: "Grammar", template: "{{ example }} at {{ berth }}" });
  await startRun(journey, { recipe: /^Berths/, perLabel });
  await waitForRun(journey);
  return journey;
}

/** Every exemplar of a query, in its order, as the server has it. */
export async function rowsOf({ page, project }: Journey, query = ""): Promise<ExemplarRow[]> {
  const rows: ExemplarRow[] = [];
  for (let place = ""; ; ) {
    const answer = await page.request.get(`/api${project}/exemplars?${query}${place}`);
    const found = (await answer.json()) as ExemplarPage;
    rows.push(...found.rows);
    if (!found.hasAfter || found.last === null) return rows;
    place = `&after=${encodeURIComponent(found.last)}`;
  }
}

export async function detailOf({ page, project }: Journey, exemplarId: string): Promise<ExemplarDetail> {
  return (await page.request.get(`/api${project}/exemplars/${exemplarId}`)).json();
}

/** Waits until the server has everything that was decided. */
export async function allSaved(page: Page) {
  await expect(page.getByText("All saved")).toBeVisible({ timeout: 60_000 });
}
