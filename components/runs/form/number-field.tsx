import type { ReactNode } from "react";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";

/** A number as it is typed; `name` is what its errors go by. */
export function NumberField({
  name,
  label,
  hint,
  error,
  value,
  isDecimal = false,
  isDisabled = false,
  onChange,
}: {
  name: string;
  label: string;
  hint?: ReactNode;
  error: string | undefined;
  value: string;
  isDecimal?: boolean;
  isDisabled?: boolean;
  onChange: (typed: string) => void;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Input
        name={name}
        inputMode={isDecimal ? "decimal" : "numeric"}
        className="max-w-40 tabular-nums"
        disabled={isDisabled}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}
