import {
  Ban,
  CircleCheck,
  CircleDollarSign,
  CirclePause,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  NotebookPen,
  TriangleAlert,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { RunPhase } from "#lib/runs/runs.ts";
import { Badge, type Tone } from "../ui/feedback/badge.tsx";

const LOOKS: Record<RunPhase, { tone: Tone; Icon: LucideIcon }> = {
  draft: { tone: "neutral", Icon: NotebookPen },
  queued: { tone: "neutral", Icon: Clock },
  planning: { tone: "accent", Icon: LoaderCircle },
  running: { tone: "accent", Icon: LoaderCircle },
  screening: { tone: "accent", Icon: LoaderCircle },
  judging: { tone: "accent", Icon: LoaderCircle },
  paused: { tone: "conflict", Icon: CirclePause },
  done: { tone: "accepted", Icon: CircleCheck },
  doneWithFailures: { tone: "conflict", Icon: TriangleAlert },
  stoppedByBudget: { tone: "conflict", Icon: CircleDollarSign },
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
