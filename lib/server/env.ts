import path from "node:path";
import { z } from "zod";

const environment = z.object({
  /** A PostgreSQL to use instead of the embedded database. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** "off": this server only serves, and processes of `npm run worker` work on the same PostgreSQL. */
  WINNOW_WORKER: z.enum(["on", "off"]).default("on"),
  /** Folder of the embedded database and the key file. */
  WINNOW_DATA: z.string().min(1).default(".data"),
  /** Further host names (comma separated) under which the server may be asked. */
  WINNOW_ALLOWED_HOSTS: z.string().default(""),
  /** 32 bytes in base64; encrypts stored keys. Made on first use in the data folder where unset. */
  WINNOW_SECRET_KEY: z.string().optional(),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Makes a default endpoint without the settings page. */
  OPENAI_BASE_URL: z.url().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_MODEL: z.string().optional(),
});

export type Environment = z.infer<typeof environment>;

/** The settings of this process, read afresh so that a test can change one. */
export function env(): Environment {
  const given = Object.fromEntries(
    Object.keys(environment.shape)
      .map((key) => [key, process.env[key]] as const)
      .filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new Error(`Wrong setting in the environment:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export function dataFolder(): string {
  return path.resolve(env().WINNOW_DATA);
}
