"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { Problem } from "#lib/recipes/checks/find-problems.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { ButtonLink } from "../../ui/form/button.tsx";
import { useSettled } from "./use-settled.ts";

const REST_MS = 400;

/** Why the preview cannot be made as things stand, and where to put it right. */
export function WhyNoPreview({
  projectId,
  blocking,
  hasMistakes,
  problem,
  children,
}: {
  projectId: string;
  blocking: Problem | undefined;
  hasMistakes: boolean;
  problem: { key: string; values: Record<string, string | number> } | null;
  children: string | null;
}) {
  const t = useTranslations("recipes.preview");
  const say = useTranslations();
  // While one types `{{ na` there is an error at every key: what is wrong is told once typing rests.
  const told = useSettled(blocking ?? problem, REST_MS);
  if (!told && !hasMistakes) return null;
  const way = told ? WAYS[told.key] : undefined;
  return (
    <div className="mb-3">
      <Notice
        kind="warning"
        title={told ? t("blocked") : t("wrongNumber")}
        action={
          way && (
            <ButtonLink size="small" href={`/projects/${projectId}${way.path}` as Route}>
              {t(way.word)}
            </ButtonLink>
          )
        }
      >
        {told && <p>{say(told.key as never, told.values as never)}</p>}
        {children && <p className="text-muted">{children}</p>}
      </Notice>
    </div>
  );
}

const WAYS: Record<string, { path: string; word: "toData" | "toVocabulary" }> = {
  "recipes.problems.noSupport": { path: "/data", word: "toData" },
  "recipes.problems.oneSupport": { path: "/data", word: "toData" },
  "recipes.problems.slotEmpty": { path: "/vocabularies", word: "toVocabulary" },
  "recipes.problems.unknownSlot": { path: "/vocabularies", word: "toVocabulary" },
  "recipes.problems.synonymsMissing": { path: "/vocabularies", word: "toVocabulary" },
};
