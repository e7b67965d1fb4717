const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** The address of a link in a text that somebody wrote, or null where it may lead anywhere but to a page or a mail. */
export function safeAddress(written: string): string | null {
  const address = URL.parse(written);
  return address && SCHEMES.has(address.protocol) ? address.href : null;
}
