import { useFormatter, useTranslations } from "next-intl";
import type { SeenRows as Seen } from "#lib/screening/reveals/reveals.ts";

/** "3 of 3,080 test rows have been seen (0.1%)." */
export function SeenRows({ seen: { rows, of } }: { seen: Seen }) {
  const t = useTranslations("reveals.budget");
  const format = useFormatter();
  if (of === 0) return t("noTestSet");
  if (rows === 0) return t("none");
  const share = format.number(rows / of, { style: "percent", maximumSignificantDigits: 2 });
  return t("seen", { rows, of, share });
}
