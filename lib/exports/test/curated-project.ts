import { afterAll, beforeEach } from "vitest";
import { decideExemplars } from "#lib/review/decisions/decide-exemplars.ts";
import { screeningEngine } from "#lib/screening/engine/screening-engine.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedTestSet } from "#prisma/seed/real-data.ts";
import { createExport } from "../create-export.ts";
import type { CreateExportInput } from "../exports.ts";
import { streamExport } from "../stream-export.ts";

const TEST = [
  "Where is my parcel, it should have come on Monday",
  "I want to close my account for good",
] as const;
export const LEAK = TEST[1];
export const CLEAN = "May I bring my dog along to the reading room";
export const NEAR = "Where is my parcel, it should have come on Tuesday";
export const REASON = "Said by everybody; checked with the team.";

/** A database for the file, and for each test a project of its own in it, of a user named Ada. */
export function useCuratedProject() {
  const made = { userId: "", projectId: "", labels: [] as { id: string; name: string }[] };
  useDatabase();
  afterAll(() => screeningEngine().close());
  beforeEach(async () => {
    made.userId = (await seedUser("Ada")).id;
    const project = await seedProject({ ownerId: made.userId, name: "City library" });
    made.projectId = project.id;
    made.labels = project.labels;
  });

  const labelId = (index = 0) => made.labels[index]?.id ?? "";
  const decide = (exemplars: { id: string }[], kind: "accept" | "reject" | "reopen") =>
    decideExemplars({
      userId: made.userId,
      projectId: made.projectId,
      exemplarIds: exemplars.map(({ id }) => id),
      decision: { kind },
    });
  const make = (changes: Partial<CreateExportInput> = {}) =>
    createExport({
      userId: made.userId,
      projectId: made.projectId,
      format: "jsonl",
      columns: [],
      acknowledgesMissingTestSet: false,
      ...changes,
    });
  async function download(exportId: string) {
    const { body, headers } = await streamExport({
      userId: made.userId,
      projectId: made.projectId,
      exportId,
    });
    return { text: await new Response(body).text(), headers };
  }

  return {
    made,
    labelId,
    decide,
    make,
    download,
    sealTestSet: (texts: readonly string[] = TEST) =>
      seedTestSet(
        made.projectId,
        texts.map((text) => ({ text, labelId: labelId() })),
        made.userId,
      ),
    async seedAccepted(texts: string[]) {
      const { exemplars } = await seedRun({
        ...made,
        exemplars: texts.map((text) => ({ text, labelId: labelId(), screenedAt: null })),
      });
      await screenExemplars({ projectId: made.projectId });
      await decide(exemplars, "accept");
      return exemplars;
    },
    /** The texts that an export made now contains. */
    async exported(): Promise<string[]> {
      const { id } = await make();
      const lines = (await download(id)).text.trimEnd().split("\n");
      return lines.map((line) => (JSON.parse(line) as { text: string }).text);
    },
    openLeaks: () =>
      db().finding.findMany({ where: { projectId: made.projectId, against: "test", state: "open" } }),
  };
}
