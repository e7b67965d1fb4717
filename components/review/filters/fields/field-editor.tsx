"use client";

import { useTranslations } from "next-intl";
import { useReviewState } from "../../review-context.tsx";
import { useChangeFilter } from "../use-change-filter.ts";
import type { Counted } from "../use-counts.ts";
import { type FieldId, isValueField } from "./filter-fields.ts";
import { LikeForm } from "./like-form.tsx";
import { DaysForm, LengthForm, ShareForm } from "./range-form.tsx";
import { ValueEditor } from "./value-editor.tsx";

/** Fills one field of the filter in, in the way that fits it. */
export function FieldEditor({
  field,
  counted,
  onDone,
  onBack,
}: {
  field: FieldId;
  counted: Counted;
  /** A form was sent; lists stay for further values. */
  onDone: () => void;
  onBack?: () => void;
}) {
  const t = useTranslations("review.filter.fields");
  const filter = useReviewState((state) => state.view.filter);
  const change = useChangeFilter();
  const apply = (changed: Parameters<typeof change>[0]) => {
    change(changed);
    onDone();
  };
  if (isValueField(field)) return <ValueEditor field={field} counted={counted} onBack={onBack} />;
  const form = { title: t(field), onBack };
  switch (field) {
    case "leak":
      return (
        <ShareForm
          {...form}
          from={filter.leakFrom}
          to={filter.leakTo}
          onChange={(leakFrom, leakTo) => apply({ leakFrom, leakTo })}
        />
      );
    case "similarity":
      return (
        <ShareForm
          {...form}
          from={filter.similarityFrom}
          to={filter.similarityTo}
          onChange={(similarityFrom, similarityTo) => apply({ similarityFrom, similarityTo })}
        />
      );
    case "length":
      return (
        <LengthForm
          {...form}
          from={filter.lengthFrom}
          to={filter.lengthTo}
          onChange={(lengthFrom, lengthTo) => apply({ lengthFrom, lengthTo })}
        />
      );
    case "made":
      return (
        <DaysForm
          {...form}
          from={filter.madeFrom}
          to={filter.madeTo}
          onChange={(madeFrom, madeTo) => apply({ madeFrom, madeTo })}
        />
      );
    case "decided":
      return (
        <DaysForm
          {...form}
          from={filter.decidedFrom}
          to={filter.decidedTo}
          onChange={(decidedFrom, decidedTo) => apply({ decidedFrom, decidedTo })}
        />
      );
    case "like":
      return <LikeForm like={filter.like} onChange={(like) => apply({ like })} onBack={onBack} />;
    default:
      // Flags are set and taken away in one step, and the rest is set elsewhere.
      return null;
  }
}
