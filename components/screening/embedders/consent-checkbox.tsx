"use client";

import { useTranslations } from "next-intl";
import { isLoopback } from "#lib/screening/embedders/embedders.ts";
import { Checkbox } from "../../ui/form/checkbox.tsx";

interface Props {
  checked: boolean;
  onChange: (checked: boolean) => void;
  baseUrl: string;
  /** Says what is sent where. */
  sentence: string;
}

/** Agrees that test text leaves for an address; says whether that is this machine. */
export function ConsentCheckbox({ checked, onChange, baseUrl, sentence }: Props) {
  const t = useTranslations("embedders.form");
  return (
    <div className="max-w-xl rounded-md border border-conflict/40 bg-conflict-wash px-3 py-2">
      <Checkbox checked={checked} onChange={(event) => onChange(event.target.checked)}>
        <span className="break-words">{sentence}</span>{" "}
        <span className="text-muted">{isLoopback(baseUrl) ? t("loopback") : t("remote")}</span>
      </Checkbox>
    </div>
  );
}
