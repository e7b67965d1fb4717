import type { Behaviour } from "./openai-behaviour.ts";

/** What a server has room for: `slots` questions at once, `perSecond` of them in each second. */
export function capacity() {
  const waiting: (() => void)[] = [];
  let busy = 0;
  let secondAt = Number.NEGATIVE_INFINITY;
  let used = 0;
  return {
    /** Seconds begin with the first question after the one before. @returns whole seconds to wait; null: it may come */
    refusal: ({ perSecond }: Behaviour): number | null => {
      if (perSecond === null) return null;
      const now = performance.now();
      if (now >= secondAt + 1_000) {
        secondAt = now;
        used = 0;
      }
      if (used >= perSecond) return Math.ceil((secondAt + 1_000 - now) / 1_000);
      used++;
      return null;
    },
    /** Resolves when there is a slot. */
    enter: async ({ slots }: Behaviour): Promise<void> => {
      if (slots !== null && busy >= slots) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy++;
    },
    leave: () => {
      const next = waiting.shift();
      if (next) next();
      else busy--;
    },
  };
}
