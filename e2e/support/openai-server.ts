import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Behaviour, type Misbehaviour, type RecordedRequest, WELL_BEHAVED } from "./openai-behaviour.ts";
import { capacity } from "./openai-capacity.ts";
import { completion, drawn, embeddings, hash, sentenceFor } from "./openai-replies.ts";

/**
 * A server that speaks as much of the OpenAI protocol as generation and screening need, records all it is sent, and misbehaves as
 * it is told: by `behave` or, from another process, by POST /control with a part of a Behaviour. GET /control answers
 * with what was recorded, what became of each question, and how many were open at once.
 */
export async function startOpenaiServer(options: Partial<Behaviour> = {}, port = 0) {
  let behaviour: Behaviour = { ...WELL_BEHAVED, ...options, script: [...(options.script ?? [])] };
  const requests: RecordedRequest[] = [];
  const room = capacity();
  /** By the question's seed and last message. */
  const fates: Record<string, Misbehaviour[]> = {};
  let open = 0;
  let mostOpen = 0;
  /** When the first question came and the last answer went, in milliseconds since 1970. */
  let firstAt: number | null = null;
  let lastAt: number | null = null;

  const behave = (change: Partial<Behaviour>) => {
    behaviour = { ...behaviour, ...change, script: [...(change.script ?? behaviour.script)] };
  };
  const server = createServer(async (request, response) => {
    const text = await readAll(request);
    const path = request.url ?? "";
    if (path === "/control") {
      if (request.method === "POST") behave(JSON.parse(text) as Partial<Behaviour>);
      return answerJson(response, 200, { requests, fates, mostOpen, firstAt, lastAt });
    }
    const authorization = request.headers.authorization ?? null;
    const apiKey = request.headers["api-key"]?.toString() ?? null;
    const recorded = { path, authorization, apiKey, body: text === "" ? null : JSON.parse(text) };
    if (behaviour.isRecorded) requests.push(recorded);
    open++;
    firstAt ??= Date.now();
    // One that was given up a moment ago may not be known to be closed before the next one is read.
    setImmediate(() => {
      mostOpen = Math.max(mostOpen, open);
    });
    response.on("close", () => {
      open--;
      lastAt = Date.now();
    });
    const seconds = path.endsWith("/chat/completions") ? room.refusal(behaviour) : null;
    if (seconds !== null) {
      note(recorded.body as ChatBody, "rateLimited");
      response.setHeader("retry-after", String(seconds));
      return answerError(response, 429, "Too many requests", "rate_limit_exceeded");
    }
    await room.enter(behaviour);
    if (response.closed) room.leave();
    else response.on("close", room.leave);
    if (behaviour.latencyMs > 0) await sleep(behaviour.latencyMs);
    const told = behaviour.answer?.(recorded) ?? null;
    if (told) return answerJson(response, told.status, told.body);
    if (behaviour.key !== null && authorization !== `Bearer ${behaviour.key}`)
      return misbehave("unauthorised", response);
    if (path === "/v1/models") {
      return answerJson(response, 200, {
        object: "list",
        data: behaviour.models.map((id) => ({ id, object: "model" })),
      });
    }
    if (path === "/v1/embeddings") return answerEmbeddings(response, text);
    if (path !== "/v1/chat/completions") return answerError(response, 404, "No such address");
    return answerChat(response, text, recorded.body as ChatBody);
  });

  function note({ seed, messages }: ChatBody, kind: Misbehaviour) {
    const question = `${seed} ${messages.at(-1)?.content}`;
    fates[question] = [...(fates[question] ?? []), kind];
  }

  function answerChat(response: ServerResponse, text: string, body: ChatBody) {
    if (behaviour.wantsMaxCompletionTokens && "max_tokens" in body) {
      const said =
        "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.";
      return answerError(response, 400, said, "unsupported_parameter", "max_tokens");
    }
    if (behaviour.refusesSeed && "seed" in body) {
      return answerError(response, 400, "Unknown field: seed", "unknown_field", "seed");
    }
    if (behaviour.refusesSchema && "response_format" in body) {
      return answerError(response, 400, "'response_format' of type 'json_schema' is not supported");
    }
    const kind = behaviour.script.shift() ?? drawn(behaviour.shares, (hash(text) ^ behaviour.seed) >>> 0);
    note(body, kind);
    if (kind !== "ok") return misbehave(kind, response, body);
    const question = body.messages.at(-1)?.content ?? "";
    return answerJson(
      response,
      200,
      completion(body.model, behaviour.reply?.(question) ?? sentenceFor(text)),
    );
  }

  function answerEmbeddings(response: ServerResponse, text: string) {
    const { model, input } = JSON.parse(text) as { model: string; input: string[] };
    const kind = behaviour.script.shift() ?? drawn(behaviour.shares, hash(text));
    if (kind !== "ok" && !EMBEDDING_KINDS.has(kind)) return misbehave(kind, response);
    response.writeHead(200, { "content-type": "application/json" });
    return response.end(embeddings(model, input, behaviour.dimensions, kind));
  }

  function misbehave(
    kind: Misbehaviour,
    response: ServerResponse,
    body: ChatBody = { model: "", messages: [] },
  ) {
    switch (kind) {
      case "rateLimited":
        if (behaviour.retryAfter !== null) response.setHeader("retry-after", String(behaviour.retryAfter));
        return answerError(response, 429, "Too many requests", "rate_limit_exceeded");
      case "quota":
        return answerError(response, 429, "You exceeded your current quota", "insufficient_quota");
      case "serverError":
        return answerError(response, 500, "The server had an error");
      case "unauthorised":
        return answerError(response, 401, "Incorrect API key provided", "invalid_api_key");
      case "echoKey":
        return answerError(response, 401, `Incorrect API key provided: ${requests.at(-1)?.authorization}`);
      case "forbidden":
        return answerError(response, 403, "You are not allowed to sample from this model");
      case "modelNotFound":
        return answerError(response, 404, `The model '${body.model}' does not exist`, "model_not_found");
      case "badRequest":
        return answerError(response, 400, "'messages' must end with a question", null, "messages");
      case "tooLongPrompt":
        return answerError(response, 400, "Maximum context length is 8", "context_length_exceeded");
      case "redirect":
        return response.writeHead(307, { location: "http://elsewhere.invalid/v1/chat/completions" }).end();
      case "reset":
        return response.destroy();
      case "hang":
        return undefined;
      case "hangInBody":
        response.writeHead(200, { "content-type": "application/json" });
        return response.write('{"id":"x","choices":[');
      case "cutOffBody": {
        const whole = JSON.stringify(completion(body.model, "This one never arrives whole."));
        response.writeHead(200, { "content-type": "application/json" });
        return response.end(whole.slice(0, whole.length / 2));
      }
      case "cutOffReply":
        return answerJson(response, 200, completion(body.model, "I would like to", "length"));
      case "notJson":
        response.writeHead(200, { "content-type": "text/html" });
        return response.end("<html><body>Bad gateway</body></html>");
      case "wrongShape":
        return answerJson(response, 200, { object: "chat.completion", choices: [] });
      case "empty":
        return answerJson(response, 200, completion(body.model, "  \n"));
      case "filtered":
        return answerJson(response, 200, completion(body.model, "", "content_filter"));
      case "refused": {
        const whole = completion(body.model, null);
        return answerJson(response, 200, {
          ...whole,
          choices: whole.choices.map((choice) => ({
            ...choice,
            message: { ...choice.message, refusal: "I cannot help with that." },
          })),
        });
      }
      case "nul":
        return answerJson(response, 200, completion(body.model, "a text with a \0 in it"));
      default:
        return answerError(response, 500, `Told to do ${kind}`);
    }
  }

  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${taken}`,
    baseUrl: `http://127.0.0.1:${taken}/v1`,
    /** Every request so far, in the order of arrival. */
    requests,
    /** The texts of each question for embeddings, in the order of arrival. */
    embedded: () =>
      requests
        .filter(({ path }) => path === "/v1/embeddings")
        .map(({ body }) => (body as { input: string[] }).input),
    chats: () => requests.filter(({ path }) => path === "/v1/chat/completions"),
    /** The most questions that were open at one time. */
    mostAtOnce: () => mostOpen,
    openNow: () => open,
    behave,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const EMBEDDING_KINDS = new Set<Misbehaviour>([
  "fewVectors",
  "otherDimensions",
  "nanVector",
  "infiniteVector",
  "zeroVector",
  "emptyVector",
  "doubledIndex",
]);

interface ChatBody {
  model: string;
  seed?: number;
  messages: { role: string; content: string }[];
}

export type OpenaiServer = Awaited<ReturnType<typeof startOpenaiServer>>;

async function readAll(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

function answerJson(response: ServerResponse, status: number, value: unknown) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

function answerError(
  response: ServerResponse,
  status: number,
  message: string,
  code: string | null = null,
  param: string | null = null,
) {
  answerJson(response, status, { error: { message, type: "error", code, param } });
}
