import { type FileProblem, importLimits } from "../real-data.ts";

export type Decoded = { ok: true; text: string } | { ok: false; problem: FileProblem };

/** The text of a file in UTF-8, without its byte order mark; or why it is no such file, and where. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return refuse({ code: "empty" });
  if (bytes.length > importLimits.bytes) return refuse({ code: "tooLarge" });
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return refuse({ code: "utf16" });
  const nul = bytes.indexOf(0);
  // Without a byte order mark, UTF-16 gives itself away by a zero beside every Latin character.
  if (nul >= 0 && zerosPerByte(bytes) > 0.2) return refuse({ code: "utf16" });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const byte = firstInvalidByte(bytes);
    return refuse({ code: "notUtf8", byte: byte + 1, line: lineAt(bytes, byte) });
  }
  if (nul >= 0) return refuse({ code: "nul", line: lineAt(bytes, nul) });
  return text.trim() === "" ? refuse({ code: "empty" }) : { ok: true, text };
}

function refuse(problem: FileProblem): Decoded {
  return { ok: false, problem };
}

function zerosPerByte(bytes: Uint8Array): number {
  const sample = bytes.subarray(0, 1_000);
  return sample.filter((byte) => byte === 0).length / sample.length;
}

/** The line, from 1, in which the byte at this index stands; CRLF, LF and CR each end a line. */
function lineAt(bytes: Uint8Array, index: number): number {
  let line = 1;
  for (let i = 0; i < index; i++) {
    if (bytes[i] === 0x0a || (bytes[i] === 0x0d && bytes[i + 1] !== 0x0a)) line += 1;
  }
  return line;
}

/** Index of the first byte that cannot stand where it stands, by table 3-7 of the Unicode standard. */
function firstInvalidByte(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return i;
}

function sequenceLength(bytes: Uint8Array, start: number): number {
  const lead = bytes[start] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0) return 0;
  const second = bytes[start + 1] ?? 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let i = start + 2; i < start + length; i++) if (((bytes[i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
