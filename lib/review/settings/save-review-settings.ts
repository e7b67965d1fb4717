import "server-only";
import { db } from "#lib/server/db.ts";
import type { ReviewSettings } from "./review-settings.ts";

/** How this person likes to review, in every project. */
export async function saveReviewSettings({
  userId,
  settings,
}: {
  userId: string;
  settings: ReviewSettings;
}): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { reviewSettings: settings } });
}
