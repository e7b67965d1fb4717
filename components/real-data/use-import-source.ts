"use client";

import { useMemo, useState } from "react";
import { type FileProblem, importLimits, type Mapping, type TableOptions } from "#lib/real-data/real-data.ts";
import { decodeText } from "#lib/real-data/table/decode-text.ts";
import { detectTable, guessMapping } from "#lib/real-data/table/detect-table.ts";
import { parseTable } from "#lib/real-data/table/parse-table.ts";
import type { Table } from "#lib/real-data/table/table.ts";

interface Source {
  file: File;
  text: string;
  options: TableOptions;
  /** What the user chose; null means: as guessed. */
  mapping: Mapping | null;
}

export interface ReadSource {
  file: File;
  options: TableOptions;
  table: Table;
  mapping: Mapping | null;
}

/** The file one wants to import, read in the browser with the parsers that the server uses. */
export function useImportSource(labels: readonly string[]) {
  const [source, setSource] = useState<Source | null>(null);
  const [unreadable, setUnreadable] = useState<{ name: string; problem: FileProblem } | null>(null);

  const parsed = useMemo(() => source && parseTable(source.text, source.options), [source]);
  const read: ReadSource | null = useMemo(
    () =>
      source && parsed?.ok
        ? {
            file: source.file,
            options: source.options,
            table: parsed.table,
            mapping: source.mapping ?? guessMapping(parsed.table, labels),
          }
        : null,
    [source, parsed, labels],
  );

  async function choose(file: File) {
    const decoded =
      file.size > importLimits.bytes
        ? ({ ok: false, problem: { code: "tooLarge" } } as const)
        : decodeText(new Uint8Array(await file.arrayBuffer()));
    setUnreadable(decoded.ok ? null : { name: file.name, problem: decoded.problem });
    setSource(
      decoded.ok
        ? { file, text: decoded.text, options: detectTable(decoded.text, file.name), mapping: null }
        : null,
    );
  }

  return {
    file: source?.file ?? null,
    options: source?.options ?? null,
    read,
    problem:
      unreadable ?? (source && parsed && !parsed.ok && { name: source.file.name, problem: parsed.problem }),
    choose,
    // Other separators make other columns, so the choice of columns falls back to the guess.
    setOptions: (options: TableOptions) => setSource((now) => now && { ...now, options, mapping: null }),
    setMapping: (mapping: Mapping) => setSource((now) => now && { ...now, mapping }),
    clear: () => {
      setSource(null);
      setUnreadable(null);
    },
  };
}
