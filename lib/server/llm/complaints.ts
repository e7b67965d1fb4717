/** What a server says of a question that it did not answer, whichever way it writes it. */
export interface Complaint {
  message: string;
  /** A name such as "insufficient_quota"; null where it has none. */
  code: string | null;
  /** The field of the question that it is about. */
  param: string | null;
  /** Of HTTP, where it stands in the text itself. */
  status: number | null;
}

/**
 * Reads a body that is known to be an error: OpenAI's and Azure's `error`, Ollama's and LM Studio's `error` as a
 * string, vLLM's without one, OpenRouter's with another server's inside, and the `detail` of FastAPI.
 * @returns null where it says nothing in any of these ways
 */
export function complaintIn(body: unknown): Complaint | null {
  if (typeof body === "string") return body === "" ? null : of(body);
  if (Array.isArray(body)) return complaintOfFields(body);
  if (!isRecord(body)) return null;
  const { error, detail, message, metadata, code, type, param } = body;
  const within = complaintIn(error) ?? complaintIn(message) ?? complaintIn(detail);
  const quoted = isRecord(metadata) ? quotedIn(metadata) : null;
  const status = statusIn(code) ?? statusIn(body.status) ?? statusIn(body.statusCode) ?? within?.status;
  if (!within && !quoted && status === undefined) return null;
  const said = within?.message ?? "";
  return {
    message: quoted && !said.includes(quoted.message) ? `${said}: ${quoted.message}` : said,
    code: quoted?.code ?? nameIn(code) ?? within?.code ?? nameIn(type),
    param: quoted?.param ?? (typeof param === "string" ? param : null) ?? within?.param ?? null,
    status: status ?? null,
  };
}

/**
 * An answer with status 200 that is a complaint all the same, as OpenRouter and LM Studio send them.
 * @returns null where it is none
 */
export function complaintInAnswer(answer: unknown): Complaint | null {
  if (!isRecord(answer)) return null;
  const { error, object, choices } = answer;
  if (error !== undefined && error !== null) return complaintIn({ error });
  if (object === "error") return complaintIn(answer);
  const first: unknown = Array.isArray(choices) ? choices[0] : null;
  return isRecord(first) && isRecord(first.error) ? complaintIn({ error: first.error }) : null;
}

/** OpenRouter quotes the server behind it, and names the reasons of a filter. */
function quotedIn({ raw, reasons }: Record<string, unknown>): Complaint | null {
  if (Array.isArray(reasons)) return { ...of(reasons.join(", ")), code: "content_filter" };
  if (typeof raw !== "string") return complaintIn(raw);
  try {
    return complaintIn(JSON.parse(raw));
  } catch {
    return complaintIn(raw);
  }
}

function complaintOfFields(fields: unknown[]): Complaint | null {
  const read = fields.filter(isRecord).map(({ loc, msg }) => ({
    place: Array.isArray(loc) ? loc.map(String) : [],
    said: typeof msg === "string" ? msg : "",
  }));
  if (read.length === 0) return null;
  const message = read.map(({ place, said }) => `${place.join(".")}: ${said}`).join("; ");
  return { ...of(message), param: read[0]?.place.at(-1) ?? null };
}

const of = (message: string): Complaint => ({ message, code: null, param: null, status: null });

function statusIn(value: unknown): number | undefined {
  const status = typeof value === "string" ? Number(value) : value;
  return typeof status === "number" && status >= 400 && status < 600 ? status : undefined;
}

function nameIn(value: unknown): string | null {
  return typeof value === "string" && Number.isNaN(Number(value)) ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
