import { getCalibrationState } from "#lib/screening/calibration/calibration-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (_request, { projectId }, user) =>
  Response.json(await getCalibrationState({ userId: user.id, projectId })),
);
