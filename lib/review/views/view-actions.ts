"use server";

import { action } from "#lib/server/action.ts";
import { deleteView } from "./delete-view.ts";
import { renameView } from "./rename-view.ts";
import { saveView } from "./save-view.ts";
import { deleteViewInput, renameViewInput, saveViewInput } from "./views.ts";

// None of these revalidates the page: the review screen asks for its views where it shows them.

export const saveViewAction = action(saveViewInput, async (input, user) =>
  saveView({ ...input, userId: user.id }),
);

export const renameViewAction = action(renameViewInput, async (input, user) =>
  renameView({ ...input, userId: user.id }),
);

export const deleteViewAction = action(deleteViewInput, async (input, user) =>
  deleteView({ ...input, userId: user.id }),
);
