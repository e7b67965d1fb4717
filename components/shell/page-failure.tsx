"use client";

import { useTranslations } from "next-intl";
import { EmptyState } from "../ui/feedback/empty-state.tsx";
import { Button, ButtonLink } from "../ui/form/button.tsx";
import { Page } from "../ui/page.tsx";

export function PageFailure({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("common");
  return (
    <Page>
      <EmptyState title={t("errorPage.title")} hint={t("errorPage.hint")}>
        <Button variant="primary" onClick={onRetry}>
          {t("actions.retry")}
        </Button>
        <ButtonLink href="/">{t("errorPage.home")}</ButtonLink>
      </EmptyState>
    </Page>
  );
}
