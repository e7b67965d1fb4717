"use client";

import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { removeSupportExamplesAction } from "#lib/real-data/real-data-actions.ts";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Button, IconButton } from "../ui/form/button.tsx";
import { useAction } from "../ui/use-action.ts";

/** Deletes support examples: a button with words, or with `label` one with an icon only. */
export function RemoveSupportExamples({
  projectId,
  ids,
  label,
  onRemoved,
  children,
}: {
  projectId: string;
  ids: string[];
  label?: string;
  onRemoved?: () => void;
  children?: ReactNode;
}) {
  const say = useToast();
  const { run, pending } = useAction(async (input: { projectId: string; ids: string[] }) => {
    const result = await removeSupportExamplesAction(input);
    if (!result.ok) say({ title: result.error.message });
    return result;
  });
  const remove = () => run({ projectId, ids }, onRemoved);
  if (label) {
    return (
      <IconButton label={label} disabled={pending} onClick={remove}>
        <Trash2 aria-hidden className="size-4" />
      </IconButton>
    );
  }
  return (
    <Button variant="danger" size="small" disabled={pending} onClick={remove}>
      {children}
    </Button>
  );
}
