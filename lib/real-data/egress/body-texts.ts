/** One text of a request. */
export interface BodyText {
  /** For a log: "message 2". Says nothing of what it holds. */
  place: string;
  text: string;
  /** Whether it is shown to the model as it is, so that a short row can stand alone in it. */
  isShown: boolean;
}

const SHOWN: Record<string, string> = { messages: "message", input: "input", prompt: "prompt" };
/** Words of the protocol within a message. */
const NOT_SHOWN = new Set(["role", "type"]);

/**
 * Every string in the JSON body of a request, names of fields included, whatever shape it has: those of one message
 * together, because a model reads its parts one after the other.
 * @throws SyntaxError where it is no JSON
 */
export function textsOfBody(body: string): BodyText[] {
  const parsed: unknown = JSON.parse(body);
  const texts: BodyText[] = [];
  const rest: string[] = [];
  const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  for (const [field, value] of Object.entries(isObject ? parsed : { "": parsed })) {
    const name = Object.hasOwn(SHOWN, field) ? SHOWN[field] : undefined;
    rest.push(field);
    if (name === undefined) collect(value, rest, rest);
    else {
      for (const [index, one] of (Array.isArray(value) ? value : [value]).entries()) {
        const shown: string[] = [];
        collect(one, shown, rest);
        texts.push({ place: `${name} ${index + 1}`, text: shown.join("\n"), isShown: true });
      }
    }
  }
  texts.push({ place: "the settings", text: rest.join("\n"), isShown: false });
  return texts;
}

function collect(value: unknown, shown: string[], rest: string[]): void {
  if (typeof value === "string") shown.push(value);
  else if (Array.isArray(value)) for (const one of value) collect(one, shown, rest);
  else if (typeof value === "object" && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      rest.push(name);
      collect(one, NOT_SHOWN.has(name) ? rest : shown, rest);
    }
  }
}
