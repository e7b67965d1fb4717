"use client";

import { RotateCw } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { SCORES } from "#lib/exemplars/assessments.ts";
import { judgedIn, meanScore, notJudgedIn } from "#lib/runs/judge-standing.ts";
import { judgeAgainAction } from "#lib/runs/run-actions.ts";
import { nextRunState, type RunState } from "#lib/runs/run-state.ts";
import type { Run, RunJudge, RunJudging } from "#lib/runs/runs.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button } from "../../ui/form/button.tsx";
import { Card } from "../../ui/page.tsx";
import { useAction } from "../../ui/use-action.ts";
import { Figure } from "./run-totals.tsx";

interface Props {
  run: Run;
  judge: RunJudge;
  judging: RunJudging;
  state: RunState;
  isSpent: boolean;
  onChanged: () => void;
}

const ENDED: RunState[] = ["done", "doneWithFailures"];

/** What the judge of a run says of its exemplars, whom it has not judged and why, and where to look at them. */
export function JudgePanel({ run, judge, judging, state, isSpent, onChanged }: Props) {
  const t = useTranslations("runJudge.panel");
  const judged = judgedIn(judging);
  const notJudged = notJudgedIn(judging);
  return (
    <Card title={t("title")} hint={t("hint", { model: judge.model })}>
      {judged + notJudged === 0 ? (
        <p className="text-muted">{t("nothing")}</p>
      ) : (
        <div className="flex flex-wrap gap-x-10 gap-y-4">
          <Scores run={run} judging={judging} />
          <Account run={run} judging={judging} judged={judged} notJudged={notJudged} />
        </div>
      )}
      <Unanswered run={run} judging={judging} state={state} isSpent={isSpent} onChanged={onChanged} />
    </Card>
  );
}

/** How many have each score, the best first, each with a way to them. */
function Scores({ run, judging: { scores } }: Pick<Props, "run" | "judging">) {
  const t = useTranslations("runJudge.panel");
  const format = useFormatter();
  const most = Math.max(1, ...scores);
  return (
    <table className="w-72 max-w-full tabular-nums">
      <caption className="pb-1 text-left text-sm text-muted">{t("scores")}</caption>
      <thead className="sr-only">
        <tr>
          <th>{t("score")}</th>
          <td />
          <th>{t("count")}</th>
        </tr>
      </thead>
      <tbody>
        {SCORES.toReversed().map((score) => {
          const count = scores[score - 1] ?? 0;
          return (
            <tr key={score}>
              <th className="w-6 text-left font-medium">{score}</th>
              <td className="w-full px-2">
                <span
                  aria-hidden
                  className="block h-3 rounded-sm bg-accent"
                  // What is there is seen, however little it is.
                  style={{ width: `${(100 * count) / most}%`, minWidth: count > 0 ? 2 : 0 }}
                />
              </td>
              <td className="min-w-12 text-right">
                {count === 0 ? (
                  <span className="text-muted">0</span>
                ) : (
                  <Link
                    href={reviewOf(run, `judgeScore=${score}`)}
                    aria-label={t("toScore", { count, score })}
                    className="underline hover:no-underline"
                  >
                    {format.number(count)}
                  </Link>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Account({
  run,
  judging,
  judged,
  notJudged,
}: Pick<Props, "run" | "judging"> & { judged: number; notJudged: number }) {
  const t = useTranslations("runJudge.panel");
  const format = useFormatter();
  const { waiting, agrees, disagrees } = judging;
  const mean = meanScore(judging);
  const share = (count: number) => t("share", { count, share: count / Math.max(1, judged) });
  return (
    <dl className="flex min-w-0 flex-1 basis-80 flex-wrap content-start gap-x-8 gap-y-3">
      <Figure name={t("judged")} value={t("judgedOf", { judged, all: judged + notJudged + waiting })} />
      {mean !== null && <Figure name={t("mean")} value={t("meanOf", { mean })} />}
      <Figure
        name={t("agrees")}
        value={
          <Linked
            href={reviewOf(run, "judged=agrees&judgeScore=1,2,3,4,5")}
            count={agrees}
            name={t("toAgreements", { count: agrees })}
          >
            {share(agrees)}
          </Linked>
        }
      />
      <Figure
        name={t("disagrees")}
        value={
          <Linked
            href={reviewOf(run, "finding=labelDisagreement")}
            count={disagrees}
            name={t("toDisagreements", { count: disagrees })}
          >
            {share(disagrees)}
          </Linked>
        }
      />
      {waiting > 0 && <Figure name={t("waiting")} value={format.number(waiting)} />}
      {notJudged > 0 && <Figure name={t("notJudged")} value={format.number(notJudged)} />}
    </dl>
  );
}

function Linked({
  href,
  count,
  name,
  children,
}: {
  href: Route;
  count: number;
  name: string;
  children: string;
}) {
  if (count === 0) return children;
  return (
    <Link href={href} aria-label={name} className="underline hover:no-underline">
      {children}
    </Link>
  );
}

/** Those without a score that nobody asks about any more, and the way to have the judge asked. */
function Unanswered({ run, judging, state, isSpent, onChanged }: Omit<Props, "judge">) {
  const t = useTranslations("runJudge");
  const again = useAction(judgeAgainAction);
  const { projectId, id: runId } = run;
  const { waiting } = judging;
  const count = notJudgedIn(judging);
  const canAsk = nextRunState(state, "judgeAgain") !== null && !isSpent;
  // A text that was edited since waits for nobody; what rests is continued, and the judge with it.
  const isLeft = waiting > 0 && canAsk && ENDED.includes(state);
  if (count === 0 && !isLeft) return null;
  return (
    <div className="mt-4">
      <Notice
        kind={count > 0 ? "warning" : "information"}
        title={count > 0 ? t("panel.notJudgedTitle", { count }) : t("panel.leftTitle", { count: waiting })}
        action={
          canAsk && (
            <Button
              size="small"
              icon={<RotateCw aria-hidden className="size-3.5" />}
              disabled={again.pending}
              onClick={() => again.run({ projectId, runId }, onChanged)}
            >
              {again.pending ? t("panel.asking") : t(count > 0 ? "panel.askAgain" : "panel.ask")}
            </Button>
          )
        }
      >
        {count > 0 ? (
          <>
            <ul className="list-disc pl-5">
              {judging.notJudged.map(({ problem, count }) => (
                <li key={problem}>{t("panel.reason", { count, reason: t(`problems.${problem}`) })}</li>
              ))}
            </ul>
            <p className="text-muted">
              {t("panel.notJudgedHint")} {!canAsk && t(isSpent ? "panel.askSpent" : "panel.askLater")}
            </p>
          </>
        ) : (
          <p className="text-muted">{t("panel.leftHint")}</p>
        )}
        {again.error && <p role="alert">{again.error.message}</p>}
      </Notice>
    </div>
  );
}

function reviewOf(run: Run, query: string): Route {
  return `/projects/${run.projectId}/review?run=${run.number}&${query}` as Route;
}
