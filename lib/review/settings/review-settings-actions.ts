"use server";
import { action } from "#lib/server/action.ts";
import { reviewSettingsSchema } from "./review-settings.ts";
import { saveReviewSettings } from "./save-review-settings.ts";

export const saveReviewSettingsAction = action(reviewSettingsSchema, async (settings, user) =>
  saveReviewSettings({ userId: user.id, settings }),
);
