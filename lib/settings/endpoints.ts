import { z } from "zod";

/** Stands for the endpoint of the environment variables where an id is asked for. */
export const ENVIRONMENT = "environment";

export const endpointLimits = {
  name: 100,
  baseUrl: 500,
  model: 200,
  key: 2_000,
  apiVersion: 40,
  endpoints: 50,
  requestsPerMinute: 1_000_000,
  tokensPerMinute: 1_000_000_000,
  mostAtOnce: 1_000,
  price: 1_000_000,
};

export const FLAVOURS = ["openai", "azure"] as const;
export type EndpointFlavour = (typeof FLAVOURS)[number];

/** How a server is spoken to, where servers differ. */
export interface EndpointSpeech {
  flavour: EndpointFlavour;
  /** Of Azure; null: one that Winnow chooses. */
  apiVersion: string | null;
  /** Whether it knows seeds and JSON schemas; null: it is found out by asking. */
  takesSeed: boolean | null;
  takesSchema: boolean | null;
}

/** What the browser may know of an endpoint. The key is not among it. */
export interface Endpoint extends EndpointSpeech {
  /** A uuid, or `environment`. */
  id: string;
  name: string;
  baseUrl: string;
  model: string;
  hasKey: boolean;
  /** US dollars for a million tokens; null: unknown. */
  prices: { input: number; output: number } | null;
  /** Questions under way at once, over all runs; null: no limit is known. */
  mostAtOnce: number | null;
  /** What the account allows; null: no limit is known. */
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
}

const name = z
  .string()
  .normalize()
  .trim()
  .min(1, "settings.errors.nameMissing")
  .max(endpointLimits.name, "settings.errors.nameTooLong")
  .regex(/^\P{Cc}*$/u, "settings.errors.nameMissing")
  .refine((text) => text.toLowerCase() !== ENVIRONMENT, "settings.errors.nameReserved");

const baseUrl = z
  .string()
  .trim()
  .max(endpointLimits.baseUrl, "settings.errors.baseUrl")
  .transform((text, context) => {
    const url = canonicalBaseUrl(text);
    if (url) return url;
    context.addIssue({ code: "custom", message: "settings.errors.baseUrl" });
    return z.NEVER;
  });

/** As the server calls it. */
export const modelName = z
  .string()
  .normalize()
  .trim()
  .min(1, "settings.errors.modelMissing")
  .max(endpointLimits.model, "settings.errors.modelTooLong")
  .regex(/^\P{Cc}*$/u, "settings.errors.modelMissing");

/** Goes into a header: printable ASCII only. "" stands for: as it is. */
const key = z
  .string()
  .trim()
  .max(endpointLimits.key, "settings.errors.keyTooLong")
  .regex(/^[!-~]*$/, "settings.errors.keyCharacters");

/** Azure's; the day, as a rule with a word after it. */
const apiVersion = z
  .string()
  .trim()
  .max(endpointLimits.apiVersion, "settings.errors.apiVersion")
  .regex(/^([a-z0-9][a-z0-9.-]*)?$/i, "settings.errors.apiVersion")
  .transform((text) => text || null);

/** "find out" stands for: it is found out by asking. */
const trait = z
  .enum(["findOut", "yes", "no"])
  .transform((said) => (said === "findOut" ? null : said === "yes"));

const connection = {
  baseUrl,
  key: key.default(""),
  removeKey: z.boolean().default(false),
  flavour: z.enum(FLAVOURS).default("openai"),
  apiVersion: apiVersion.default(null),
  takesSeed: trait.default(null),
  takesSchema: trait.default(null),
};

export const saveEndpointInput = z
  .object({
    /** Null: a new one. */
    endpointId: z.uuid().nullable(),
    name,
    model: modelName,
    ...connection,
    requestsPerMinute: wholeNumber("requestsPerMinute"),
    tokensPerMinute: wholeNumber("tokensPerMinute"),
    mostAtOnce: wholeNumber("mostAtOnce"),
    inputPrice: price(),
    outputPrice: price(),
  })
  .superRefine(refuseOtherAddresses)
  .superRefine(({ inputPrice, outputPrice }, context) => {
    if ((inputPrice === null) === (outputPrice === null)) return;
    const path = [inputPrice === null ? "inputPrice" : "outputPrice"];
    context.addIssue({ code: "custom", path, message: "settings.errors.pricePair" });
  });
export type SaveEndpointInput = z.output<typeof saveEndpointInput>;

/** What stands in the form, before it is saved. */
export const testDraftInput = z
  .object({
    endpointId: z.uuid().nullable(),
    /** "" where none is chosen yet. */
    model: z.literal("").or(modelName),
    ...connection,
  })
  .superRefine(refuseOtherAddresses);
export type TestDraftInput = z.output<typeof testDraftInput>;

export const deleteEndpointInput = z.object({ endpointId: z.uuid() });
/** Of an endpoint as it is saved. */
export const testEndpointInput = z.object({ endpointId: z.union([z.uuid(), z.literal(ENVIRONMENT)]) });

/** Azure's newer addresses are spoken to as OpenAI's; the parts after the resource Winnow adds itself. */
function refuseOtherAddresses(
  { flavour, baseUrl: address }: { flavour: EndpointFlavour; baseUrl: string },
  context: z.RefinementCtx,
) {
  if (flavour !== "azure" || !/\/openai\/./.test(address)) return;
  context.addIssue({ code: "custom", path: ["baseUrl"], message: "settings.errors.baseUrlAzure" });
}

/** Empty: none. Groups of three digits may be set apart. */
function wholeNumber(field: "requestsPerMinute" | "tokensPerMinute" | "mostAtOnce") {
  return optionalNumber((text) => {
    const digits = /^\d{1,3}([ ,.’']\d{3})+$/.test(text) ? text.replace(/\D/g, "") : text;
    const number = /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
    return number >= 1 && number <= endpointLimits[field] ? number : null;
  }, `settings.errors.${field}`);
}

/** US dollars for a million tokens, with a point or a comma before the cents; empty: unknown. */
function price() {
  return optionalNumber((text) => {
    const number = /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : Number.NaN;
    return number <= endpointLimits.price ? number : null;
  }, "settings.errors.price");
}

function optionalNumber(read: (text: string) => number | null, message: string) {
  return z
    .string()
    .trim()
    .transform((text, context) => {
      const number = text === "" ? null : read(text);
      if (number === null && text !== "") context.addIssue({ code: "custom", message });
      return number;
    })
    .default(null);
}

/** http or https, without credentials, query, fragment or closing slash; null where the text is no such address. */
export function canonicalBaseUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!isPlain || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
