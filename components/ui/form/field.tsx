"use client";

import { cloneElement, type ReactElement, type ReactNode, useId } from "react";
import { classNames } from "../class-names.ts";

interface ControlProps {
  id?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
}

/** A control with its label, a hint below, and its error in the hint's place. */
export function Field({
  label,
  hint,
  error,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  children: ReactElement<ControlProps>;
}) {
  const id = useId();
  const said = error ?? hint;
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {cloneElement(children, {
        id,
        "aria-describedby": said ? `${id}-said` : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {said && (
        <p id={`${id}-said`} className={classNames("text-sm", error ? "text-leak" : "text-muted")}>
          {said}
        </p>
      )}
    </div>
  );
}
