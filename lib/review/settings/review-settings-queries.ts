import "server-only";
import { db } from "#lib/server/db.ts";
import { type ReviewSettings, readReviewSettings } from "./review-settings.ts";

export async function getReviewSettings({ userId }: { userId: string }): Promise<ReviewSettings> {
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { reviewSettings: true } });
  return readReviewSettings(user.reviewSettings);
}
