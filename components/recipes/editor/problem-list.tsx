"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Problem } from "#lib/recipes/checks/find-problems.ts";
import { classNames } from "../../ui/class-names.ts";

const MOST = 8;

/** What is wrong, each in a sentence; those with a place take one there. */
export function ProblemList({
  problems,
  onGoTo,
}: {
  problems: readonly Problem[];
  onGoTo: (problem: Problem) => void;
}) {
  const t = useTranslations("recipes.problemList");
  const say = useTranslations();
  if (problems.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <ul className="flex flex-col gap-1 text-sm">
        {problems.slice(0, MOST).map((problem) => {
          const isError = problem.severity === "error";
          const Icon = isError ? CircleAlert : TriangleAlert;
          const text = say(problem.key as never, problem.values as never);
          const hasPlace = problem.from !== undefined;
          const isSystem = problem.field === "systemMessage" && hasPlace;
          return (
            <li
              key={`${problem.key} ${problem.field} ${problem.from}`}
              className={classNames("flex items-start gap-1.5", isError ? "text-leak" : "text-conflict")}
            >
              <Icon role="img" aria-label={t(problem.severity)} className="mt-0.5 size-4 shrink-0" />
              {hasPlace ? (
                <button
                  type="button"
                  className="min-w-0 rounded text-left hover:underline"
                  onClick={() => onGoTo(problem)}
                >
                  {isSystem && t("system")} {text}
                </button>
              ) : (
                <span className="min-w-0">{text}</span>
              )}
            </li>
          );
        })}
      </ul>
      {problems.length > MOST && (
        <p className="text-sm text-muted">{t("more", { count: problems.length - MOST })}</p>
      )}
    </div>
  );
}
