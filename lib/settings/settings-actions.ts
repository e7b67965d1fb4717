"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { deleteEndpoint } from "./delete-endpoint.ts";
import { deleteEndpointInput, saveEndpointInput, testEndpointInput } from "./endpoints.ts";
import { saveEndpoint } from "./save-endpoint.ts";
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
