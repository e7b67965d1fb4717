/**
 * `node bench/main.ts NAME [options]` runs bench/NAME.ts: a measurement that prints lines for people and,
 * with --json, one line of JSON as its last.
 */
import { readdirSync } from "node:fs";

const names = readdirSync(import.meta.dirname)
  .filter((file) => /^[a-z-]+\.ts$/.test(file) && file !== "main.ts")
  .map((file) => file.slice(0, -".ts".length))
  .sort();

const [name, ...options] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  if (name !== undefined) console.error(`There is no benchmark "${name}".`);
  console.error(`Benchmarks: ${names.join(", ")}`);
  process.exit(2);
}

const { run } = (await import(`./${name}.ts`)) as { run: (options: string[]) => Promise<object> };
const json = options.includes("--json");
const figures = await run(options.filter((option) => option !== "--json"));
if (json) console.log(JSON.stringify(figures));
