import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataFolder, env } from "./env.ts";

const CIPHER = "aes-256-gcm";

/** @returns iv, tag and ciphertext in base64, joined by dots */
export function encryptSecret(plain: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, secretKey(), iv);
  const encrypted = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [iv, cipher.getAuthTag(), encrypted].map((part) => part.toString("base64")).join(".");
}

/** It was encrypted with another key than this installation has now, or the key is none. */
export class UnreadableSecret extends Error {}

/** @throws UnreadableSecret */
export function decryptSecret(secret: string): string {
  try {
    return decrypt(secret);
  } catch (error) {
    throw new UnreadableSecret(error instanceof Error ? error.message : "", { cause: error });
  }
}

function decrypt(secret: string): string {
  const [iv, tag, encrypted] = secret.split(".").map((part) => Buffer.from(part, "base64"));
  if (!iv || !tag || !encrypted) throw new Error("The stored secret is not of the form iv.tag.text");
  const decipher = createDecipheriv(CIPHER, secretKey(), iv);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString("utf8");
}

/**
 * Digests that nobody can make who has only the text, and that are the same after a restart.
 * @param purpose sets them apart from those for anything else
 * @throws UnreadableSecret where the key is none
 */
export function keyedDigest(purpose: string): (text: string) => string {
  const key = derivedKey(purpose);
  return (text) => createHmac("sha256", key).update(text, "utf8").digest("hex");
}

function derivedKey(purpose: string): Buffer {
  try {
    return Buffer.from(hkdfSync("sha256", secretKey(), "", purpose, 32));
  } catch (error) {
    throw new UnreadableSecret(error instanceof Error ? error.message : "", { cause: error });
  }
}

function secretKey(): Buffer {
  const given = env().WINNOW_SECRET_KEY;
  const key = given ? Buffer.from(given, "base64") : keyOfDataFolder();
  if (key.length !== 32) throw new Error("The secret key must be 32 bytes in base64.");
  return key;
}

function keyOfDataFolder(): Buffer {
  const file = path.join(dataFolder(), "secret.key");
  try {
    mkdirSync(dataFolder(), { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString("base64"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return Buffer.from(readFileSync(file, "utf8"), "base64");
}
