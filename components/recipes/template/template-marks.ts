import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { parseTemplate, slotsOf } from "#lib/core/template.ts";

export interface TemplateRules {
  grammar: boolean;
  /** The slots that there are. */
  known: ReadonlySet<string>;
}

export const setRules = StateEffect.define<TemplateRules>();

interface Marks {
  rules: TemplateRules;
  decorations: DecorationSet;
}

/** Slots, unknown slots and the grammar's brackets, told apart while one types. */
export const templateMarks = StateField.define<Marks>({
  create: ({ doc }) => markAll(doc.toString(), { grammar: false, known: new Set() }),
  update(marks, { docChanged, state, effects }) {
    const rules = effects.findLast((effect) => effect.is(setRules))?.value ?? marks.rules;
    return docChanged || rules !== marks.rules ? markAll(state.doc.toString(), rules) : marks;
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
});

const slot = Decoration.mark({ class: "cm-slot" });
const unknownSlot = Decoration.mark({ class: "cm-unknown-slot" });
const grammarMark = Decoration.mark({ class: "cm-grammar-mark" });

function markAll(source: string, rules: TemplateRules): Marks {
  const { nodes, grammarMarks } = parseTemplate(source, { grammar: rules.grammar });
  const ranges = [
    ...slotsOf(nodes).map(({ name, from, to }) =>
      (rules.known.has(name) ? slot : unknownSlot).range(from, to),
    ),
    ...grammarMarks.map((at) => grammarMark.range(at, at + 1)),
  ];
  return { rules, decorations: Decoration.set(ranges, true) };
}
