import common from "./en/common.json" with { type: "json" };
import exports_ from "./en/exports.json" with { type: "json" };
import projects from "./en/projects.json" with { type: "json" };
import realData from "./en/real-data.json" with { type: "json" };
import recipes from "./en/recipes.json" with { type: "json" };
import bulk from "./en/review/bulk.json" with { type: "json" };
import guidelines from "./en/review/guidelines.json" with { type: "json" };
import notes from "./en/review/notes.json" with { type: "json" };
import review from "./en/review/review.json" with { type: "json" };
import commands from "./en/review/review-commands.json" with { type: "json" };
import layouts from "./en/review/review-layouts.json" with { type: "json" };
import session from "./en/review/review-session.json" with { type: "json" };
import views from "./en/review/review-views.json" with { type: "json" };
import secondLook from "./en/review/second-look.json" with { type: "json" };
import suggestions from "./en/review/suggestions.json" with { type: "json" };
import runJudge from "./en/run-judge.json" with { type: "json" };
import runs from "./en/runs.json" with { type: "json" };
import calibration from "./en/screening/calibration.json" with { type: "json" };
import clusters from "./en/screening/clusters.json" with { type: "json" };
import embedders from "./en/screening/embedders.json" with { type: "json" };
import judge from "./en/screening/judge.json" with { type: "json" };
import paraphrases from "./en/screening/paraphrases.json" with { type: "json" };
import reveals from "./en/screening/reveals.json" with { type: "json" };
import screening from "./en/screening/screening.json" with { type: "json" };
import settings from "./en/settings.json" with { type: "json" };
import vocabularies from "./en/vocabularies.json" with { type: "json" };

/** English is complete; another language is a folder beside `en` with the same shape. */
export const messages = {
  common,
  projects,
  realData,
  vocabularies,
  recipes,
  runs,
  runJudge,
  screening,
  calibration,
  embedders,
  judge,
  paraphrases,
  reveals,
  clusters,
  review,
  bulk,
  commands,
  guidelines,
  layouts,
  notes,
  secondLook,
  session,
  suggestions,
  views,
  exports: exports_,
  settings,
};

export type Messages = typeof messages;
