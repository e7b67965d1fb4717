"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { ToastProvider } from "../ui/feedback/toasts.tsx";
import { NonceProvider } from "../ui/nonce.tsx";

export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
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
