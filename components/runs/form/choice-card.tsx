import type { ReactNode } from "react";
import { classNames } from "../../ui/class-names.ts";

/** One of several things to choose from, with what it means below its name. */
export function ChoiceCard({
  group,
  name,
  hint,
  isChosen,
  isDisabled = false,
  onChoose,
}: {
  /** What the radio buttons of one choice share. */
  group: string;
  name: ReactNode;
  hint: ReactNode;
  isChosen: boolean;
  isDisabled?: boolean;
  onChoose: () => void;
}) {
  return (
    <label
      className={classNames(
        "flex items-start gap-2.5 rounded-md border px-3 py-2",
        isChosen ? "border-accent bg-accent-wash" : "border-line",
        isDisabled ? "cursor-not-allowed" : "cursor-pointer hover:bg-raised",
      )}
    >
      <input
        type="radio"
        name={group}
        className="mt-1 accent-(--accent)"
        checked={isChosen}
        disabled={isDisabled}
        onChange={onChoose}
      />
      <span className="min-w-0">
        <span className={classNames("block", isDisabled && "text-muted")}>{name}</span>
        <span className="block text-sm break-words text-muted">{hint}</span>
      </span>
    </label>
  );
}
