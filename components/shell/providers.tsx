"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { ToastProvider } from "../ui/feedback/toasts.tsx";
import { NonceProvider } from "../ui/nonce.tsx";

/**
 * `nonce` is what the answer carries that is being drawn. The browser holds every style to the nonce the document was
 * loaded with, so that one is kept: after a server action the layout is drawn anew with the nonce of another answer.
 */
export function Providers({ nonce: answered, children }: { nonce: string; children: ReactNode }) {
  const [nonce] = useState(answered);
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: false } },
      }),
  );
  return (
    <NonceProvider nonce={nonce}>
      <CSPProvider nonce={nonce}>
        <ThemeProvider attribute="data-theme" nonce={nonce} disableTransitionOnChange>
          <QueryClientProvider client={queryClient}>
            <ToastProvider>{children}</ToastProvider>
          </QueryClientProvider>
        </ThemeProvider>
      </CSPProvider>
    </NonceProvider>
  );
}
