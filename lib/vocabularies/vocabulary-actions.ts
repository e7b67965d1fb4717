"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { addEntries } from "./add-entries.ts";
import { createVocabulary } from "./create-vocabulary.ts";
import { deleteVocabulary } from "./delete-vocabulary.ts";
import { editVocabulary } from "./edit-vocabulary.ts";
import { saveEntries } from "./save-entries.ts";
import {
  addEntriesInput,
  createVocabularyInput,
  deleteVocabularyInput,
  editVocabularyInput,
  saveEntriesInput,
} from "./vocabularies.ts";

export const createVocabularyAction = action(createVocabularyInput, async (input, user) => {
  const created = await createVocabulary({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
  return created;
});

export const editVocabularyAction = action(editVocabularyInput, async (input, user) => {
  const { projectId } = await editVocabulary({ ...input, userId: user.id });
  revalidatePath(`/projects/${projectId}/vocabularies`, "layout");
});

export const deleteVocabularyAction = action(deleteVocabularyInput, async (input, user) => {
  const { projectId } = await deleteVocabulary({ ...input, userId: user.id });
  revalidatePath(`/projects/${projectId}`, "layout");
});

export const saveEntriesAction = action(saveEntriesInput, async (input, user) => {
  const { projectId, added, deleted } = await saveEntries({ ...input, userId: user.id });
  if (added !== deleted) revalidatePath(`/projects/${projectId}/vocabularies`, "layout");
});

export const addEntriesAction = action(addEntriesInput, async (input, user) => {
  const { projectId, ...report } = await addEntries({ ...input, userId: user.id });
  revalidatePath(`/projects/${projectId}/vocabularies`, "layout");
  return report;
});
