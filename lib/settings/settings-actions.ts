"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { askEndpoint } from "./ask-endpoint.ts";
import { deleteEndpoint } from "./delete-endpoint.ts";
import { deleteEndpointInput, saveEndpointInput, testDraftInput, testEndpointInput } from "./endpoints.ts";
import { saveEndpoint } from "./save-endpoint.ts";
import { testDraft } from "./test-draft.ts";
import { testEndpoint } from "./test-endpoint.ts";

export const saveEndpointAction = action(saveEndpointInput, async (input, user) => {
  const endpointId = await saveEndpoint({ ...input, userId: user.id });
  revalidatePath("/settings");
  return { endpointId };
});

export const deleteEndpointAction = action(deleteEndpointInput, async (input, user) => {
  await deleteEndpoint({ ...input, userId: user.id });
  revalidatePath("/settings");
});

export const testEndpointAction = action(testEndpointInput, async (input, user) =>
  testEndpoint({ ...input, userId: user.id }),
);

/** What stands in the form, before it is saved. */
export const testDraftAction = action(testDraftInput, async (input, user) =>
  testDraft({ ...input, userId: user.id }),
);

export const askEndpointAction = action(testEndpointInput, async (input, user) =>
  askEndpoint({ ...input, userId: user.id }),
);
