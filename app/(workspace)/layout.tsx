import type { ReactNode } from "react";
import { TopBar } from "#components/shell/top-bar.tsx";

export const dynamic = "force-dynamic";

export default function WorkspaceLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-dvh flex-col">
      <TopBar />
      <div className="flex min-h-0 flex-1">{children}</div>
    </div>
  );
}
