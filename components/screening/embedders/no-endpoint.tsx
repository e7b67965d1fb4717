import Link from "next/link";
import { useTranslations } from "next-intl";

export function NoEndpoint() {
  const t = useTranslations("embedders.form");
  return (
    <p className="text-sm text-muted">
      {t("noEndpoint")}{" "}
      <Link href="/settings" className="text-accent-text underline">
        {t("toSettings")}
      </Link>
    </p>
  );
}
