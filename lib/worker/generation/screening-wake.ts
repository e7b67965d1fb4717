import "server-only";
import type { GenerationPort } from "./generation-port.ts";

/**
 * Screening beside generation: woken after each batch and not waited for. One that is woken while it screens
 * screens once more.
 */
export function screeningBeside(port: GenerationPort, projectId: string, signal: AbortSignal) {
  let current: Promise<void> | null = null;
  let isWokenAgain = false;
  let failure: unknown = null;

  const screen = async () => {
    do {
      isWokenAgain = false;
      await port.screen({ projectId, signal });
    } while (isWokenAgain && !signal.aborted);
  };
  const wake = () => {
    isWokenAgain = true;
    current ??= screen()
      .catch((error) => {
        failure ??= error;
      })
      .finally(() => {
        current = null;
      });
  };
  return {
    wake,
    /** Resolves when nothing is left to screen. @throws what screening threw since the last time */
    settle: async () => {
      wake();
      while (current) await current;
      const thrown = failure;
      failure = null;
      if (thrown) throw thrown;
    },
  };
}
