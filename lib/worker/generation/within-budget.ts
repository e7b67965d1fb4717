import "server-only";
import type { Allowance } from "#lib/runs/generation/allowance.ts";
import type { Llm } from "#lib/server/llm/llm.ts";

/** The reason with which a run stops that has spent what it may. */
export class BudgetSpent extends Error {}

/** Asks as long as there is something left to spend. @throws BudgetSpent */
export function withinBudget(llm: Llm, allowance: Allowance): Llm {
  return {
    ask: async (request, signal) => {
      if (!allowance.take()) throw new BudgetSpent();
      let spent = { promptTokens: 0, completionTokens: 0 };
      try {
        const outcome = await llm.ask(request, signal);
        if ("usage" in outcome) {
          spent = {
            promptTokens: outcome.usage.promptTokens ?? 0,
            completionTokens: outcome.usage.completionTokens ?? 0,
          };
        }
        return outcome;
      } finally {
        allowance.settle(spent);
      }
    },
  };
}
