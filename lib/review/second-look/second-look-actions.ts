"use server";
import { action } from "#lib/server/action.ts";
import { drawSecondLook } from "./draw-second-look.ts";
import { drawInput } from "./second-look.ts";

export const drawSecondLookAction = action(drawInput, async (input, user) =>
  drawSecondLook({ ...input, userId: user.id }),
);
