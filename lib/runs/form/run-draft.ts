import type { MessageKey, MessageValues } from "#lib/messages/message-key.ts";
import type { RecipeKind } from "#lib/recipes/recipes.ts";
import { type RunForm, type RunGoal, runLimits, type StartRunInput, startRunInput } from "../runs.ts";
import { DEFAULT_RUBRIC } from "./judge-rubric.ts";

/** A new run as it stands in the form: numbers as they were typed. */
export interface RunDraft {
  recipeVersionId: string;
  /** Null: the built-in generator. */
  endpointId: string | null;
  goal: RunGoal;
  /** One a label, in their order. */
  counts: string[];
  /** Limits; empty: none. */
  calls: string;
  tokens: string;
  cost: string;
  reusesReplies: boolean;
  concurrency: string;
  seed: string;
  isJudged: boolean;
  /** Null: none was chosen. */
  judgeEndpointId: string | null;
  rubric: string;
}

/** What is wrong, by the dotted path of the field in the action's input. */
export type DraftProblems = Record<string, { key: MessageKey; values?: MessageValues }>;

type FormEndpoint = RunForm["endpoints"][number];

export function draftOf({ values }: RunForm): RunDraft {
  const { recipeVersionId, endpointId, goal, targets, budget, reusesReplies, concurrency, seed, judge } =
    values;
  const typed = (limit: number | null) => (limit === null ? "" : String(limit));
  return {
    recipeVersionId,
    endpointId,
    goal,
    counts: targets.map(({ count }) => String(count)),
    calls: typed(budget.calls),
    tokens: typed(budget.tokens),
    cost: typed(budget.cost),
    reusesReplies,
    concurrency: String(concurrency),
    seed: String(seed),
    isJudged: judge !== null,
    judgeEndpointId: judge?.endpointId ?? null,
    rubric: judge?.rubric ?? DEFAULT_RUBRIC,
  };
}

export function kindOf(draft: RunDraft, { recipeVersions }: RunForm): RecipeKind {
  return recipeVersions.find(({ id }) => id === draft.recipeVersionId)?.kind ?? "grammar";
}

/** Null: the built-in generator, or none was chosen. */
export function endpointOf(draft: RunDraft, { endpoints }: RunForm): FormEndpoint | null {
  return endpoints.find(({ id }) => id === draft.endpointId) ?? null;
}

/** Null: nobody judges, or none was chosen. */
export function judgeOf(draft: RunDraft, { endpoints }: RunForm): FormEndpoint | null {
  return draft.isJudged ? (endpoints.find(({ id }) => id === draft.judgeEndpointId) ?? null) : null;
}

/** Whether anything is sent: to a generator, or to a judge. */
export function asksEndpoint(draft: RunDraft, form: RunForm): boolean {
  return kindOf(draft, form) === "prompt" || draft.isJudged;
}

/** Whether what the run sends can be told in money: the prices of every endpoint that it asks are known. */
export function isPriced(draft: RunDraft, form: RunForm): boolean {
  const asked = [
    ...(kindOf(draft, form) === "prompt" ? [endpointOf(draft, form)] : []),
    ...(draft.isJudged ? [judgeOf(draft, form)] : []),
  ];
  return asked.length > 0 && asked.every((endpoint) => Boolean(endpoint?.prices));
}

/** The endpoint whose limit the questions at once keep: the generator's, or the judge's where it alone is asked. */
export function pacedBy(draft: RunDraft, form: RunForm): FormEndpoint | null {
  return kindOf(draft, form) === "prompt" ? endpointOf(draft, form) : judgeOf(draft, form);
}

/** How many questions at once can be asked for. */
export function mostAtOnceOf(endpoint: Pick<FormEndpoint, "mostAtOnce"> | null): number {
  return Math.min(runLimits.concurrency, endpoint?.mostAtOnce ?? runLimits.concurrency);
}

/** With another recipe version; a generator that does not take it gives way to the first that does. */
export function withRecipe(draft: RunDraft, form: RunForm, recipeVersionId: string): RunDraft {
  const chosen = { ...draft, recipeVersionId };
  if (kindOf(chosen, form) === "grammar") return withinPace({ ...chosen, endpointId: null }, form);
  return withEndpoint(chosen, form, draft.endpointId ?? form.endpoints[0]?.id ?? null);
}

/** With another generator; a ceiling above what it takes at once gives way to that. */
export function withEndpoint(draft: RunDraft, form: RunForm, endpointId: string | null): RunDraft {
  return withinPace({ ...draft, endpointId }, form);
}

/** With a judge or without. The first time another model than the generator's is proposed, or another endpoint. */
export function withJudging(draft: RunDraft, form: RunForm, isJudged: boolean): RunDraft {
  const generator = endpointOf(draft, form);
  const proposed =
    form.endpoints.find(({ model }) => model !== generator?.model) ??
    form.endpoints.find(({ id }) => id !== generator?.id) ??
    form.endpoints[0];
  return withJudge({ ...draft, isJudged }, form, draft.judgeEndpointId ?? proposed?.id ?? null);
}

export function withJudge(draft: RunDraft, form: RunForm, judgeEndpointId: string | null): RunDraft {
  return withinPace({ ...draft, judgeEndpointId }, form);
}

function withinPace(draft: RunDraft, form: RunForm): RunDraft {
  const most = mostAtOnceOf(pacedBy(draft, form));
  return { ...draft, concurrency: Number(draft.concurrency) > most ? String(most) : draft.concurrency };
}

/** A text that is no number becomes NaN, which the action refuses with the sentence of its field. */
export function inputOf(
  draft: RunDraft,
  form: RunForm,
  { projectId, isDraft }: { projectId: string; isDraft: boolean },
): StartRunInput {
  const asks = asksEndpoint(draft, form);
  const { recipeVersionId, endpointId, goal, reusesReplies } = draft;
  return {
    projectId,
    recipeVersionId,
    endpointId,
    targets: form.labels.map(({ id: labelId }, i) => ({
      labelId,
      count: wholeNumber(draft.counts[i] ?? ""),
    })),
    seed: wholeNumber(draft.seed),
    // What is not shown is not asked for.
    concurrency: asks ? wholeNumber(draft.concurrency) : form.values.concurrency,
    goal,
    budget: {
      calls: asks ? limit(draft.calls, wholeNumber) : null,
      tokens: asks ? limit(draft.tokens, wholeNumber) : null,
      cost: isPriced(draft, form) ? limit(draft.cost, amount) : null,
    },
    reusesReplies,
    // What is no endpoint is refused with the sentence of its field.
    judge: draft.isJudged ? { endpointId: judgeOf(draft, form)?.id ?? "", rubric: draft.rubric } : null,
    isDraft,
    replacesId: form.values.replacesId,
  };
}

/** What the action would refuse, before it is asked; and a ceiling above the endpoint's. */
export function problemsOf(input: StartRunInput, endpoint: FormEndpoint | null): DraftProblems {
  const parsed = startRunInput.safeParse(input);
  const most = mostAtOnceOf(endpoint);
  const problems: DraftProblems = {};
  if (input.concurrency > most) {
    problems.concurrency = { key: "runs.errors.aboveEndpoint", values: { limit: most } };
  }
  for (const { path, message } of parsed.error?.issues ?? []) {
    problems[path.join(".")] ??= { key: message as MessageKey };
  }
  return problems;
}

function wholeNumber(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function amount(text: string): number {
  return /^(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function limit(text: string, read: (text: string) => number): number | null {
  return text.trim() === "" ? null : read(text);
}
