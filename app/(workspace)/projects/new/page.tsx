import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOptions } from "#components/projects/languages.ts";
import { NewProjectForm } from "#components/projects/new-project-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("projects.new"))("title") };
}

export default async function NewProjectPage() {
  const t = await getTranslations("projects.new");
  return (
    <main id="content" tabIndex={-1} className="min-w-0 flex-1 overflow-y-auto outline-none">
      <Page>
        <PageHeader title={t("title")} hint={t("hint")} />
        <NewProjectForm languages={await languageOptions()} />
      </Page>
    </main>
  );
}
