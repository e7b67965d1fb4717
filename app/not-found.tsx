import { getTranslations } from "next-intl/server";
import { EmptyState } from "#components/ui/feedback/empty-state.tsx";
import { ButtonLink } from "#components/ui/form/button.tsx";
import { Page } from "#components/ui/page.tsx";

export default async function NotFound() {
  const t = await getTranslations("common");
  return (
    <Page>
      <EmptyState title={t("notFoundPage.title")} hint={t("notFoundPage.hint")}>
        <ButtonLink href="/">{t("errorPage.home")}</ButtonLink>
      </EmptyState>
    </Page>
  );
}
