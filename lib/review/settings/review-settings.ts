import { z } from "zod";

const chord = z.string().min(1).max(30);

/** How a person likes to review. Which commands there are is the screen's business: it passes over those it has not. */
export const reviewSettingsSchema = z.object({
  /** Whether a decision goes on to the next row. */
  advances: z.boolean(),
  /** Keys by command, where they are not its own. */
  keys: z.record(z.string().min(1).max(40), z.array(chord).max(6)),
});
export type ReviewSettings = z.infer<typeof reviewSettingsSchema>;

export const DEFAULT_REVIEW_SETTINGS: ReviewSettings = { advances: true, keys: {} };

/** Reads what is stored: a field that is absent or no longer fits is as it is for who chose nothing. */
export function readReviewSettings(stored: unknown): ReviewSettings {
  const { advances, keys } = reviewSettingsSchema.shape;
  const found = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {};
  return {
    advances: advances.safeParse(found.advances).data ?? DEFAULT_REVIEW_SETTINGS.advances,
    keys: keys.safeParse(found.keys).data ?? DEFAULT_REVIEW_SETTINGS.keys,
  };
}
