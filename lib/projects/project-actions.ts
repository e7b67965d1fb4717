"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { createProject } from "./create-project.ts";
import { deleteProject } from "./delete-project.ts";
import { editGuidelines } from "./edit-guidelines.ts";
import { editProject } from "./edit-project.ts";
import { editGuidelinesInput } from "./guidelines.ts";
import { createLabels } from "./labels/create-labels.ts";
import { deleteLabel } from "./labels/delete-label.ts";
import { editLabel } from "./labels/edit-label.ts";
import { createLabelsInput, deleteLabelInput, editLabelInput, moveLabelInput } from "./labels/labels.ts";
import { moveLabel } from "./labels/move-label.ts";
import { createProjectInput, deleteProjectInput, editProjectInput } from "./projects.ts";

export const createProjectAction = action(createProjectInput, async (input, user) => {
  const { id } = await createProject({ ...input, userId: user.id });
  revalidatePath("/");
  return { projectId: id };
});

export const editProjectAction = action(editProjectInput, async (input, user) => {
  await editProject({ ...input, userId: user.id });
  revalidatePath("/", "layout");
});

export const deleteProjectAction = action(deleteProjectInput, async (input, user) => {
  await deleteProject({ ...input, userId: user.id });
  revalidatePath("/");
});

export const createLabelsAction = action(createLabelsInput, async (input, user) => {
  const labels = await createLabels({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
  return { ids: labels.map(({ id }) => id) };
});

export const editLabelAction = action(editLabelInput, async (input, user) => {
  await editLabel({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
});

export const moveLabelAction = action(moveLabelInput, async (input, user) => {
  await moveLabel({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
});

export const deleteLabelAction = action(deleteLabelInput, async (input, user) => {
  const deletion = await deleteLabel({ ...input, userId: user.id });
  if (deletion.deleted) revalidatePath(`/projects/${input.projectId}`, "layout");
  return deletion;
});

export const editGuidelinesAction = action(editGuidelinesInput, async (input, user) => {
  await editGuidelines({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`);
});
