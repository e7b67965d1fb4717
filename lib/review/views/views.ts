import { z } from "zod";
import { readView, writeView } from "#lib/exemplars/exemplar-views.ts";
import { isStorable } from "#lib/exemplars/exemplars.ts";

export const VIEW_LIMITS = { name: 80, query: 50_000, views: 200 } as const;

/** A filter and sort under a name, for everyone in the project. */
export interface SavedView {
  id: string;
  name: string;
  /** As it stands in the address. */
  query: string;
  by: string;
  createdAt: string;
}

const name = z
  .string()
  .trim()
  .min(1, "views.errors.nameMissing")
  .max(VIEW_LIMITS.name, "views.errors.nameTooLong")
  .refine(isStorable, "views.errors.nameCharacters");

export const saveViewInput = z.object({
  projectId: z.uuid(),
  name,
  query: z.string().max(VIEW_LIMITS.query).refine(isStorable),
});

export const renameViewInput = z.object({ projectId: z.uuid(), viewId: z.uuid(), name });

export const deleteViewInput = z.object({ projectId: z.uuid(), viewId: z.uuid() });

/** What an address asks of the review screen and no more: two addresses of equal views give the same text. */
export function plainQuery(address: string): string {
  return writeView(readView(new URLSearchParams(address)));
}

/** The view that has a name already, whatever its case. */
export function sameName<V extends { name: string }>(views: readonly V[], name: string): V | undefined {
  const wanted = name.toLowerCase();
  return views.find((view) => view.name.toLowerCase() === wanted);
}
