import { randomUUID } from "node:crypto";
import { db } from "#lib/server/db.ts";

/** A user, as the owner of what the other seeds make. */
export async function seedUser(name = "Owner") {
  return db().user.create({ data: { name } });
}

const COLOURS = ["#2f6f8f", "#8a5a00", "#5b6b2f", "#7a3b69", "#3b5b7a", "#7a4a3b"];

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
          colour: COLOURS[position % COLOURS.length] ?? "#666666",
          hotkey: position < 9 ? String(position + 1) : null,
          position,
        })),
      },
    },
    include: { labels: { orderBy: { position: "asc" } } },
  });
}

export type SeededProject = Awaited<ReturnType<typeof seedProject>>;
