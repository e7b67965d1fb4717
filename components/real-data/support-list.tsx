import type { Route } from "next";
import Form from "next/form";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import type { Label } from "#lib/projects/projects.ts";
import type { SupportPage, SupportSearch } from "#lib/real-data/real-data.ts";
import { Button } from "../ui/form/button.tsx";
import { Input, Select } from "../ui/form/input.tsx";
import { LabelTag } from "../ui/label-tag.tsx";
import { Card } from "../ui/page.tsx";
import { RemoveSupportExamples } from "./remove-support-examples.tsx";

/** The support examples, a page at a time; what one looks for stands in the address. */
export async function SupportList({
  projectId,
  labels,
  search,
  found,
}: {
  projectId: string;
  labels: Label[];
  search: SupportSearch;
  found: SupportPage;
}) {
  const t = await getTranslations("realData.list");
  const common = await getTranslations("common");
  const format = await getFormatter();
  const byId = new Map(labels.map((label) => [label.id, label]));
  const isSearching = search.q !== "" || search.label !== null;
  return (
    <Card title={t("title")} hint={t("hint", { count: found.count })}>
      <div className="flex flex-col gap-3">
        {(found.count > 0 || isSearching) && (
          <SearchForm projectId={projectId} labels={labels} search={search} />
        )}
        {found.rows.length === 0 ? (
          <p className="text-muted">{isSearching ? t("noMatch") : t("none")}</p>
        ) : (
          <div className="overflow-x-auto">
            <table className="w-full text-left">
              <thead className="text-sm text-muted">
                <tr>
                  <th className="w-16 py-1 pr-3 text-right font-medium">{t("position")}</th>
                  <th className="py-1 pr-3 font-medium">{t("text")}</th>
                  <th className="w-56 py-1 pr-3 font-medium">{t("label")}</th>
                  <th className="w-8">
                    <span className="sr-only">{common("actions.remove")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {found.rows.map(({ id, text, labelId, position }) => {
                  const label = byId.get(labelId);
                  return (
                    <tr key={id} className="border-t border-line align-top">
                      <td className="py-1 pr-3 text-right tabular-nums text-muted">
                        {format.number(position + 1)}
                      </td>
                      <td className="py-1 pr-3 break-words whitespace-pre-line">{text}</td>
                      <td className="max-w-56 py-1 pr-3">
                        {label && <LabelTag name={label.name} colour={label.colour} />}
                      </td>
                      <td>
                        <RemoveSupportExamples
                          projectId={projectId}
                          ids={[id]}
                          label={t("remove", { position: position + 1 })}
                        />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
        {found.pages > 1 && <Pages projectId={projectId} search={search} pages={found.pages} />}
      </div>
    </Card>
  );
}

async function SearchForm({
  projectId,
  labels,
  search,
}: {
  projectId: string;
  labels: Label[];
  search: SupportSearch;
}) {
  const t = await getTranslations("realData.list");
  return (
    <Form action={`/projects/${projectId}/data` as Route} scroll={false} className="flex flex-wrap gap-2">
      <Input
        key={search.q}
        name="q"
        type="search"
        defaultValue={search.q}
        aria-label={t("search")}
        placeholder={t("search")}
        maxLength={200}
        className="max-w-72"
      />
      <Select
        key={search.label}
        name="label"
        defaultValue={search.label ?? ""}
        aria-label={t("label")}
        className="max-w-56"
      >
        <option value="">{t("allLabels")}</option>
        {labels.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Button type="submit">{t("find")}</Button>
    </Form>
  );
}

async function Pages({
  projectId,
  search,
  pages,
}: {
  projectId: string;
  search: SupportSearch;
  pages: number;
}) {
  const t = await getTranslations("realData.list");
  const to = (page: number) => {
    const query = new URLSearchParams({
      ...(search.q ? { q: search.q } : {}),
      ...(search.label ? { label: search.label } : {}),
      page: String(page),
    });
    return `/projects/${projectId}/data?${query}#support` as Route;
  };
  return (
    <nav aria-label={t("title")} className="flex items-center gap-3">
      {search.page > 1 && (
        <Link href={to(search.page - 1)} className="underline">
          {t("previous")}
        </Link>
      )}
      <span className="tabular-nums text-muted">{t("pages", { page: search.page, pages })}</span>
      {search.page < pages && (
        <Link href={to(search.page + 1)} className="underline">
          {t("next")}
        </Link>
      )}
    </nav>
  );
}
