"use client";

import type { ComponentProps } from "react";
import { useReview } from "../review-context.tsx";
import { OverRows } from "./over-rows.tsx";
import { PickList } from "./pick-list.tsx";

/** A list to pick from, over the rows, which have the keys again when it closes. */
export function PickOver(list: ComponentProps<typeof PickList>) {
  const { store, screen } = useReview();
  const close = () => {
    store.setOverlay(null);
    screen.focusRows();
  };
  return (
    <OverRows title={list.title} onClose={close}>
      <PickList {...list} />
    </OverRows>
  );
}
