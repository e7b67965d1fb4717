import type { ComponentProps } from "react";
import { classNames } from "../class-names.ts";

const LOOK =
  "w-full rounded-md border border-line-strong bg-surface px-2.5 text-base text-text transition-colors " +
  "aria-invalid:border-leak disabled:opacity-60";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={classNames(LOOK, "h-8", className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={classNames(LOOK, "min-h-20 py-1.5 leading-relaxed", className)} {...props} />;
}

export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select className={classNames(LOOK, "h-8 pr-7", className)} {...props} />;
}
