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
      let spent: Parameters<Allowance["settle"]>[0] = { promptTokens: 0, completionTokens: 0 };
      try {
        const outcome = await llm.ask(request, signal);
        if (outcome.kind === "unusable" && outcome.code === "holdsTestText") spent = null;
        else if ("usage" in outcome) {
          const { promptTokens, completionTokens } = outcome.usage;
          spent = { promptTokens: promptTokens ?? 0, completionTokens: completionTokens ?? 0 };
        }
        return outcome;
      } finally {
        allowance.settle(spent);
      }
    },
  };
}
