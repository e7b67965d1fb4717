import type { EndpointFlavour } from "./endpoints.ts";

/** Where the known servers are found, as they come. */
export const ENDPOINT_PRESETS = [
  { id: "openai", baseUrl: "https://api.openai.com/v1", flavour: "openai" },
  { id: "azure", baseUrl: "https://my-resource.openai.azure.com", flavour: "azure" },
  { id: "openrouter", baseUrl: "https://openrouter.ai/api/v1", flavour: "openai" },
  { id: "ollama", baseUrl: "http://127.0.0.1:11434/v1", flavour: "openai" },
  { id: "vllm", baseUrl: "http://127.0.0.1:8000/v1", flavour: "openai" },
  { id: "llamacpp", baseUrl: "http://127.0.0.1:8080/v1", flavour: "openai" },
  { id: "lmstudio", baseUrl: "http://127.0.0.1:1234/v1", flavour: "openai" },
] as const satisfies readonly { id: string; baseUrl: string; flavour: EndpointFlavour }[];
