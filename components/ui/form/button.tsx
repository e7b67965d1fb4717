import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { Kbd } from "../kbd.tsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "small" | "medium";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover border-transparent font-medium",
  secondary: "bg-surface text-text border-line-strong hover:bg-raised",
  ghost: "border-transparent text-text hover:bg-raised",
  danger: "bg-surface text-leak border-line-strong hover:bg-leak-wash",
};
const SIZES: Record<ButtonSize | "square", string> = {
  small: "h-7 px-2 text-sm gap-1.5",
  medium: "h-8 px-3 text-base gap-2",
  square: "size-7",
};

function look(variant: ButtonVariant, size: keyof typeof SIZES, className?: string) {
  return classNames(
    "inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-md border transition-colors",
    "disabled:opacity-50 aria-disabled:opacity-50",
    VARIANTS[variant],
    SIZES[size],
    className,
  );
}

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** The key that does the same, shown on the button. */
  hint?: string;
  icon?: ReactNode;
}

export function Button({
  variant = "secondary",
  size = "medium",
  hint,
  icon,
  className,
  children,
  type = "button",
  ...props
}: ComponentProps<"button"> & Look) {
  return (
    <button type={type} className={look(variant, size, className)} {...props}>
      {icon}
      {children}
      {hint && <Kbd>{hint}</Kbd>}
    </button>
  );
}

export function ButtonLink<R extends string>({
  variant = "secondary",
  size = "medium",
  icon,
  className,
  children,
  href,
}: Look & { href: Route<R>; className?: string; children: ReactNode }) {
  return (
    <Link href={href} className={look(variant, size, className)}>
      {icon}
      {children}
    </Link>
  );
}

/** A square button that shows only an icon; `label` is its name. */
export function IconButton({
  label,
  variant = "ghost",
  className,
  children,
  type = "button",
  ...props
}: ComponentProps<"button"> & { label: string; variant?: ButtonVariant }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={look(variant, "square", className)}
      {...props}
    >
      {children}
    </button>
  );
}
