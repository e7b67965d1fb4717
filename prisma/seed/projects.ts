import { randomUUID } from "node:crypto";
import { proposeColour } from "#lib/projects/labels/labels.ts";
import { db } from "#lib/server/db.ts";

/** A user, as the owner of what the other seeds make. */
export async function seedUser(name = "Owner") {
  return db().user.create({ data: { name } });
}

/** A classification project with its labels in the order given. */
export async function seedProject(options: { ownerId: string; name?: string; labels?: string[] }) {
  const { ownerId, name = `Project ${randomUUID()}`, labels = ["refund", "card lost"] } = options;
  return db().project.create({
    data: {
      ownerId,
      name,
      labels: {
        create: labels.map((label, position) => ({
          name: label,
          colour: proposeColour(position),
          hotkey: position < 9 ? String(position + 1) : null,
          position,
        })),
      },
    },
    include: { labels: { orderBy: { position: "asc" } } },
  });
}

export type SeededProject = Awaited<ReturnType<typeof seedProject>>;
