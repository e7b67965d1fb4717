import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { lockProject } from "../lock-project.ts";

interface Changes {
  name?: string | undefined;
  description?: string | undefined;
  colour?: string | undefined;
  hotkey?: string | null | undefined;
}

/**
 * Changes what is given of a label and leaves the rest.
 * @throws UserError not-found; conflict where the name or hotkey belongs to another label
 */
export async function editLabel(
  asked: { userId: string; projectId: string; labelId: string } & Changes,
): Promise<void> {
  const { projectId, labelId, name, description, colour, hotkey } = asked;
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    const others = await transaction.label.findMany({ where: { projectId, id: { not: labelId } } });
    if (name !== undefined && others.some((other) => other.name === name)) {
      throw new UserError("conflict", "projects.errors.labelNameTaken", { name });
    }
    const owner = hotkey ? others.find((other) => other.hotkey === hotkey) : undefined;
    if (hotkey && owner) {
      throw new UserError("conflict", "projects.errors.hotkeyTaken", { hotkey, name: owner.name });
    }
    const { count } = await transaction.label.updateMany({
      where: { id: labelId, projectId },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(colour === undefined ? {} : { colour }),
        ...(hotkey === undefined ? {} : { hotkey }),
      },
    });
    if (count === 0) throw new UserError("not-found", "projects.errors.labelNotFound");
  });
}
