"use client";

import { completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { useNonce } from "../../ui/nonce.tsx";
import { editorLook } from "./editor-look.ts";
import { type SlotOption, slotCompletion } from "./slot-completion.ts";
import { setRules, type TemplateRules, templateMarks } from "./template-marks.ts";

interface Given {
  value: string;
  onChange: (value: string) => void;
  rules: TemplateRules;
  slots: readonly SlotOption[];
  diagnostics: readonly Diagnostic[];
  readOnly: boolean;
  hint: string;
  /** Attributes of the element that is typed in: its name, its description. */
  attributes: Record<string, string>;
  /** Lines shown when empty, and at most. */
  lines: [number, number];
}

const fromOutside = Annotation.define<boolean>();

/** An editor in the element; the value stays the caller's. */
export function useTemplateEditor(parent: RefObject<HTMLElement | null>, given: Given) {
  const nonce = useNonce();
  const view = useRef<EditorView | null>(null);
  const changing = useRef(new Compartment());
  const changed = useEffectEvent(given.onChange);
  const slots = useEffectEvent(() => given.slots);
  const [fewest, most] = given.lines;

  useEffect(() => {
    const created = new EditorView({
      ...(parent.current ? { parent: parent.current } : {}),
      state: EditorState.create({
        extensions: [
          EditorView.cspNonce.of(nonce),
          history(),
          drawSelection(),
          EditorView.lineWrapping,
          templateMarks,
          slotCompletion(() => slots()),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
          editorLook,
          EditorView.theme({
            ".cm-scroller": { minHeight: `${fewest * 1.6 + 1.25}em`, maxHeight: `${most * 1.6 + 1.25}em` },
          }),
          changing.current.of([]),
          EditorView.updateListener.of(({ docChanged, state, transactions }) => {
            const isOurs = transactions.some((transaction) => transaction.annotation(fromOutside));
            if (docChanged && !isOurs) changed(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = created;
    return () => {
      view.current = null;
      created.destroy();
    };
  }, [nonce, parent, fewest, most]);

  const { value, rules, diagnostics, readOnly, hint } = given;
  const attributes = JSON.stringify(given.attributes);
  // `attributes` is written out, so that an equal set made anew is no change.
  useEffect(() => {
    const parts = variableParts({ readOnly, hint, attributes: JSON.parse(attributes) });
    view.current?.dispatch({ effects: changing.current.reconfigure(parts) });
  }, [readOnly, hint, attributes]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
    });
  }, [value]);

  useEffect(() => view.current?.dispatch({ effects: setRules.of(rules) }), [rules]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const { length } = editor.state.doc;
    const placed = diagnostics.filter(({ to }) => to <= length);
    editor.dispatch(setDiagnostics(editor.state, placed));
  }, [diagnostics]);

  return {
    focus: () => view.current?.focus(),
    /** Puts text where the cursor is, and the cursor behind it. */
    insert: (text: string) => {
      view.current?.dispatch(view.current.state.replaceSelection(text), {
        scrollIntoView: true,
        userEvent: "input",
      });
      view.current?.focus();
    },
    /** Puts the cursor at a place. */
    goTo: (at: number) => {
      const editor = view.current;
      if (!editor) return;
      editor.dispatch({
        selection: { anchor: Math.min(at, editor.state.doc.length) },
        scrollIntoView: true,
      });
      editor.focus();
    },
  };
}

function variableParts({ readOnly, hint, attributes }: Pick<Given, "readOnly" | "hint" | "attributes">) {
  return [
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({
      spellcheck: "false",
      ...attributes,
      ...(readOnly ? { "aria-readonly": "true" } : {}),
    }),
    placeholder(hint),
  ];
}
