import "server-only";
import { Prisma } from "#lib/server/generated/client.ts";

/** Condition on a row of "Exemplar": screened, without an open finding, and rejected by nobody. */
export const PASSES = Prisma.sql`("screenedAt" IS NOT NULL AND "openFindings" = 0 AND status <> 'rejected')`;
