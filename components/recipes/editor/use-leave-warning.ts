"use client";

import { useEffect } from "react";

/** Asks before unsaved work is left, by closing the tab or by a link to another page. */
export function useLeaveWarning(isUnsaved: boolean, question: string) {
  useEffect(() => {
    if (!isUnsaved) return;
    const closing = (event: BeforeUnloadEvent) => event.preventDefault();
    const following = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (!link || opensElsewhere || link.target === "_blank" || event.button !== 0) return;
      if (new URL(link.href).pathname === window.location.pathname) return;
      if (window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("beforeunload", closing);
    document.addEventListener("click", following, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", closing);
      document.removeEventListener("click", following, { capture: true });
    };
  }, [isUnsaved, question]);
}
