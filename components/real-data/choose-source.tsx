"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { classNames } from "../ui/class-names.ts";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Textarea } from "../ui/form/input.tsx";

/** A file by choice or by drag, or rows pasted. */
export function ChooseSource({ onChoose }: { onChoose: (file: File) => void }) {
  const t = useTranslations("realData.import");
  const [over, setOver] = useState(false);
  return (
    <div className="grid gap-3 md:grid-cols-2">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the file input inside is the first */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file) onChoose(file);
        }}
        className={classNames(
          "flex min-h-32 flex-col items-center justify-center gap-2 rounded-md border border-dashed px-4 py-6 text-center",
          over ? "border-accent bg-accent-wash" : "border-line-strong",
        )}
      >
        <Upload aria-hidden className="size-5 text-muted" />
        <p className="text-muted">{t("drop")}</p>
        <label className="inline-flex h-8 cursor-pointer items-center rounded-md border border-line-strong bg-surface px-3 hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-focus">
          {t("chooseFile")}
          <input
            type="file"
            accept=".csv,.tsv,.tab,.txt,.jsonl,.ndjson,.json,text/csv,text/plain,application/jsonl"
            className="sr-only"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) onChoose(file);
              // The same file may be chosen again after it was mended.
              event.currentTarget.value = "";
            }}
          />
        </label>
      </div>
      <TypeRows onRows={(rows) => onChoose(new File([rows], t("pastedName")))} />
    </div>
  );
}

/** What is pasted into an empty field goes on at once, what is typed when it is done. */
function TypeRows({ onRows }: { onRows: (rows: string) => void }) {
  const t = useTranslations("realData.import");
  const [rows, setRows] = useState("");
  const isEmpty = rows.trim() === "";
  const read = () => {
    if (!isEmpty) onRows(rows);
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <Field label={t("paste")} className="w-full flex-1">
        <Textarea
          className="min-h-28 flex-1 font-mono text-sm"
          placeholder={t("pasteExample")}
          spellCheck={false}
          value={rows}
          onChange={({ currentTarget: { value }, nativeEvent }) => {
            setRows(value);
            const { inputType } = nativeEvent as InputEvent;
            if (isEmpty && value.trim() !== "" && inputType === "insertFromPaste") onRows(value);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            read();
          }}
        />
      </Field>
      {!isEmpty && (
        <Button size="small" hint="⌘/Ctrl ↵" onClick={read}>
          {t("readTyped")}
        </Button>
      )}
    </div>
  );
}
