"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ExemplarDetail } from "#lib/review/review.ts";
import { PanelSection } from "./panel-section.tsx";

/** Where an exemplar comes from: enough to make it again. */
export function Provenance({ detail }: { detail: ExemplarDetail }) {
  const t = useTranslations("review.details");
  const generators = useTranslations("review.generator");
  const { provenance, intendedLabel } = detail;
  const slots = Object.entries(provenance.slots);
  return (
    <>
      <PanelSection title={t("provenance")}>
        <Facts>
          <Fact name={t("run")}>{provenance.runNumber}</Fact>
          <Fact name={t("recipe")}>
            {t("recipeVersion", { name: provenance.recipe.name, version: provenance.recipe.version })}
          </Fact>
          <Fact name={t("generator")}>{generators(provenance.generator)}</Fact>
          <Fact name={t("model")}>{provenance.model}</Fact>
          <Fact name={t("seed")}>
            {t("seeds", { seed: String(provenance.seed), runSeed: String(provenance.runSeed) })}
          </Fact>
          <Fact name={t("intended")}>{intendedLabel.name}</Fact>
        </Facts>
        <h4 className="mt-3 mb-1 text-sm text-muted">{t("slots")}</h4>
        {slots.length === 0 ? (
          <p className="text-sm">{t("noSlots")}</p>
        ) : (
          <Facts>
            {slots.map(([name, value]) => (
              <Fact key={name} name={name}>
                {value}
              </Fact>
            ))}
          </Facts>
        )}
      </PanelSection>
      <PanelSection title={t("prompt")}>
        <ol className="flex flex-col gap-2">
          {provenance.messages.map(({ role, content }, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: messages never change their order
            <li key={position} className="rounded-md bg-raised px-3 py-2">
              <p className="text-xs text-muted">{role}</p>
              <pre
                dir="auto"
                className="max-h-64 overflow-y-auto font-sans text-sm whitespace-pre-wrap [overflow-wrap:anywhere]"
              >
                {content}
              </pre>
            </li>
          ))}
        </ol>
      </PanelSection>
    </>
  );
}

function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[8rem_1fr] gap-x-3 gap-y-1 text-sm">{children}</dl>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted [overflow-wrap:anywhere]">{name}</dt>
      <dd dir="auto" className="tabular-nums [overflow-wrap:anywhere]">
        {children}
      </dd>
    </>
  );
}
