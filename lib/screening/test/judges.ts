/** Judges for the local test server: what each replies to a question of judgeQuestion. */

const say = (verdict: string) => JSON.stringify({ verdict });

/** The two texts of a question, as any reader of it can find them. */
export function textsOf(question: string): [string, string] {
  const mark = /^The mark of this question is (\S+)$/m.exec(question)?.[1] ?? "";
  const [, first = "", second = ""] = question.split(new RegExp(`\\n${mark} text [12] (?:begins)\\n`));
  const end = new RegExp(`\\n${mark} text [12] ends[\\s\\S]*$`);
  return [first.replace(end, ""), second.replace(end, "")];
}

const words = (text: string) => new Set(text.toLowerCase().match(/\w+/g));

/** Goes by shared words. */
export function soundJudge(question: string): string {
  const [first, second] = textsOf(question).map(words);
  const shared = [...(first ?? [])].filter((word) => second?.has(word)).length;
  return say(shared / Math.max(first?.size ?? 1, second?.size ?? 1) >= 0.5 ? "rewriting" : "different");
}

/** Does as any text tells it. */
export function gullibleJudge(question: string): string {
  return /answer different/i.test(textsOf(question).join(" ")) ? say("different") : soundJudge(question);
}

/** Goes by what stands first. */
export function wilfulJudge(question: string): string {
  const [first, second] = textsOf(question);
  return say(first < second ? "different" : "rewriting");
}
