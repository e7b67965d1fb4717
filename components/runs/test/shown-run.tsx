import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { messages } from "#lib/messages/messages.ts";
import { NO_BUDGET } from "#lib/runs/budget.ts";
import type { LabelProgress, Run, RunProgress } from "#lib/runs/runs.ts";

export const nothing = () => {};
export const group = { current: null };

export const run: Run = {
  id: "r",
  number: 3,
  projectId: "p",
  recipeId: "c",
  recipeVersionId: "v",
  recipeName: "Openings",
  recipeVersion: 1,
  generator: "openai",
  model: "mistral",
  isJudged: false,
  endpointId: "e",
  endpointName: "local",
  seed: 1,
  concurrency: 4,
  state: "running",
  goal: "passing",
  target: 20,
  targets: [],
  budget: { ...NO_BUDGET, calls: 30, cost: 2 },
  reusesReplies: true,
  judge: null,
  prices: { input: 1, output: 2 },
  cost: 0.5,
  asked: 24,
  produced: 14,
  screened: 14,
  passing: 12,
  failed: 3,
  createdAt: "2026-03-01T10:00:00.000Z",
  startedAt: "2026-03-01T10:00:00.000Z",
  finishedAt: null,
};

const label = (given: Partial<LabelProgress>): LabelProgress => ({
  labelId: given.name ?? "refund",
  name: "refund",
  colour: "red",
  target: 10,
  end: null,
  asked: 12,
  produced: 0,
  screened: 0,
  passing: 0,
  failed: 0,
  ...given,
});

export const labels = [
  label({ name: "refund", produced: 10, screened: 10, passing: 10, end: "reached" }),
  label({ name: "lost", produced: 4, screened: 4, passing: 2, failed: 3, end: "notYielding" }),
];

export const progress = (given: Partial<RunProgress> = {}): RunProgress => ({
  state: "running",
  isPlanned: true,
  failure: null,
  labels,
  failures: [],
  usage: {
    calls: 17,
    promptTokens: 1_000,
    completionTokens: 500,
    cost: 0.5,
    reused: 2,
    latencyMs: 640,
    judge: null,
  },
  judging: null,
  pending: 7,
  startedAt: run.startedAt,
  finishedAt: null,
  now: "2026-03-01T10:01:00.000Z",
  ...given,
});

export function html(shown: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC" onError={fail}>
      <QueryClientProvider client={new QueryClient()}>{shown}</QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

function fail(error: Error): never {
  throw error;
}

/** What somebody reads, without the tags. */
export const read = (shown: ReactNode) =>
  html(shown)
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ")
    .trim();

/** What can be pressed, by its name. */
export const pressed = (shown: ReactNode) =>
  [...html(shown).matchAll(/<(button|a)\b[^>]*>(.*?)<\/\1>/gs)].map(([, , inner = ""]) =>
    inner.replace(/<svg.*?<\/svg>|<[^>]*>/gs, "").trim(),
  );
