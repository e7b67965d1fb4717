import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export type NoticeKind = "information" | "success" | "warning" | "error";

const KINDS = {
  information: { look: "border-line-strong bg-raised", Icon: Info, colour: "text-muted" },
  success: { look: "border-accepted/40 bg-accepted-wash", Icon: CircleCheck, colour: "text-accepted" },
  warning: { look: "border-conflict/40 bg-conflict-wash", Icon: TriangleAlert, colour: "text-conflict" },
  error: { look: "border-leak/40 bg-leak-wash", Icon: CircleAlert, colour: "text-leak" },
} as const;

/** A message that stays in the page. Errors and successes are announced. */
export function Notice({
  kind = "information",
  title,
  children,
  action,
}: {
  kind?: NoticeKind;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { look, Icon, colour } = KINDS[kind];
  return (
    <div
      role={kind === "error" ? "alert" : "status"}
      className={classNames("flex items-start gap-2.5 rounded-md border px-3 py-2", look)}
    >
      <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", colour)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
