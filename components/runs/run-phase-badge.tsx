import { Ban, CircleCheck, CircleX, Clock, LoaderCircle, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RunPhase } from "#lib/runs/runs.ts";
import { Badge, type Tone } from "../ui/feedback/badge.tsx";

const LOOKS: Record<RunPhase, { tone: Tone; Icon: LucideIcon }> = {
  queued: { tone: "neutral", Icon: Clock },
  planning: { tone: "accent", Icon: LoaderCircle },
  running: { tone: "accent", Icon: LoaderCircle },
  screening: { tone: "accent", Icon: LoaderCircle },
  done: { tone: "accepted", Icon: CircleCheck },
  doneWithFailures: { tone: "conflict", Icon: TriangleAlert },
  cancelled: { tone: "neutral", Icon: Ban },
  failed: { tone: "leak", Icon: CircleX },
};

export function RunPhaseBadge({ phase }: { phase: RunPhase }) {
  const t = useTranslations("runs.states");
  const { tone, Icon } = LOOKS[phase];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden className="size-3" />}>
      {t(phase)}
    </Badge>
  );
}
