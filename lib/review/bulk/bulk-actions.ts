"use server";

import { action } from "#lib/server/action.ts";
import { bulkInput, cancelBulkInput } from "./bulk.ts";
import { cancelBulk } from "./cancel-bulk.ts";
import { startBulk } from "./start-bulk.ts";

// Neither revalidates the page: the review screen follows what is under way.

export const startBulkAction = action(bulkInput, async (input, user) =>
  startBulk({ ...input, userId: user.id }),
);

export const cancelBulkAction = action(cancelBulkInput, async (input, user) =>
  cancelBulk({ ...input, userId: user.id }),
);
