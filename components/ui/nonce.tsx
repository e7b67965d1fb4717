"use client";

import { createContext, type ReactNode, useContext } from "react";

const Nonce = createContext("");

export function NonceProvider({ nonce, children }: { nonce: string; children: ReactNode }) {
  return <Nonce value={nonce}>{children}</Nonce>;
}

/** What a style element made in the browser must carry to pass the Content-Security-Policy. */
export function useNonce(): string {
  return useContext(Nonce);
}
