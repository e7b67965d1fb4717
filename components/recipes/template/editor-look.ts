import { EditorView } from "@codemirror/view";

/** The editor in the house's colours; they follow the theme by themselves. */
export const editorLook = EditorView.theme({
  "&": {
    fontSize: "0.8125rem",
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    border: "1px solid var(--line-strong)",
    borderRadius: "0.375rem",
  },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--font-mono), monospace", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { padding: "0.5rem 0", caretColor: "var(--text)" },
  ".cm-line": { padding: "0 0.75rem" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-placeholder": { color: "var(--muted)", whiteSpace: "pre-wrap" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 35%, transparent)",
  },
  ".cm-slot": {
    color: "var(--accent-text)",
    backgroundColor: "var(--accent-wash)",
    borderRadius: "3px",
  },
  ".cm-unknown-slot": { color: "var(--leak)", backgroundColor: "var(--leak-wash)", borderRadius: "3px" },
  ".cm-grammar-mark": { color: "var(--duplicate)", fontWeight: "700" },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    border: "1px solid var(--line-strong)",
    borderRadius: "0.375rem",
    boxShadow: "var(--shadow)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.15rem 0.5rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--raised)",
    color: "var(--text)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": { color: "var(--muted)", fontStyle: "normal", marginLeft: "0.75em" },
  ".cm-diagnostic": { padding: "0.25rem 0.5rem", maxWidth: "32rem", whiteSpace: "normal" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--leak)" },
});
