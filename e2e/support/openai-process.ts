import type { Behaviour } from "./openai-behaviour.ts";
import { startOpenaiServer } from "./openai-server.ts";

/** The server as a process of its own: takes a part of a Behaviour as JSON, says its address, ends with its parent. */
const server = await startOpenaiServer(JSON.parse(process.argv[2] ?? "{}") as Partial<Behaviour>);
console.log(server.origin);
process.stdin.resume().on("end", () => process.exit(0));
