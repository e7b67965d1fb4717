/** What the templates of reasoning models put around thoughts; the group: the opening ones. */
const MARKS =
  /(<(?:seed:)?think>|<thinking>|<thought>|\[THINK\]|◁think▷)|<\/(?:seed:)?think>|<\/thinking>|<\/thought>|\[\/THINK\]|◁\/think▷/g;

/** The harmony format: a message of one channel up to the mark that ends it. Its answer is in the channel "final". */
const FINAL = "<|channel|>final";
const MESSAGE = "<|message|>";
const END = /<\|(?:end|return|call|start|channel)\|>/;

/** The same where a server has taken the marks away and left their words. */
const BARE_HARMONY = /^\s*analysis[\s\S]*assistantfinal/;

/**
 * The answer without the thoughts that stand before it or in it. A template may have given the opening mark itself, so
 * that only the closing one is in the reply; thoughts that never end hide no answer. Takes time linear in the length.
 */
export function withoutThoughts(content: string): string {
  if (content.includes("<|channel|>")) return finalChannel(content);
  const plain = content.replace(BARE_HARMONY, "");
  let kept = "";
  let from = 0;
  let isThinking = false;
  for (const { 0: mark, 1: opening, index } of plain.matchAll(MARKS)) {
    if (opening) {
      if (!isThinking) kept += plain.slice(from, index);
    } else if (!isThinking) {
      kept = "";
    }
    isThinking = opening !== undefined;
    from = index + mark.length;
  }
  return isThinking ? kept : kept + plain.slice(from);
}

function finalChannel(content: string): string {
  const channel = content.lastIndexOf(FINAL);
  const message = channel < 0 ? -1 : content.indexOf(MESSAGE, channel);
  if (message < 0) return "";
  return content.slice(message + MESSAGE.length).split(END, 1)[0] ?? "";
}
