"use client";

import { createContext, useContext } from "react";
import type { ExemplarView } from "#lib/exemplars/exemplar-views.ts";

const SetView = createContext<(view: ExemplarView) => void>(() => {});

export const SetViewProvider = SetView.Provider;

/** Shows another filter or sort, and writes it into the address. */
export function useSetView(): (view: ExemplarView) => void {
  return useContext(SetView);
}
