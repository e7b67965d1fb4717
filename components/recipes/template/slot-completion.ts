import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { slotTypedAt } from "#lib/recipes/drafts/slot-choices.ts";

export interface SlotOption {
  name: string;
  /** What it holds, in a few words. */
  detail: string;
}

/** Offers the slots' names after `{{`; a chosen one is closed. */
export function slotCompletion(options: () => readonly SlotOption[]): Extension {
  const source = ({ state, pos }: CompletionContext): CompletionResult | null => {
    const line = state.doc.lineAt(pos);
    const typing = slotTypedAt(line.text, pos - line.from);
    if (!typing) return null;
    const ending = typing.isClosed ? "" : " }}";
    return {
      from: line.from + typing.from,
      options: options().map(({ name, detail }) => completion(name, detail, ending)),
      validFor: /^[\p{L}\p{M}\p{N}_]*$/u,
    };
  };
  return autocompletion({ override: [source], icons: false, activateOnTyping: true });
}

function completion(name: string, detail: string, ending: string): Completion {
  return {
    label: name,
    detail,
    apply: (view, _, from, to) => {
      const gap = view.state.sliceDoc(from - 2, from) === "{{" && ending !== "" ? " " : "";
      const insert = gap + name + ending;
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from + insert.length },
        userEvent: "input.complete",
      });
    },
  };
}
