import { getLocale } from "next-intl/server";

const TAGS =
  "af sq am ar hy az eu be bn bs bg ca zh zh-Hant hr cs da nl en en-GB en-US et fi fil fr fr-CA gl ka de el gu he hi hu " +
  "is id ga it ja kn kk km ko ku ky lo lv lt mk ms ml mt mr mn ne nb nn fa pl pt pt-BR pa ro ru sr si sk sl es es-MX " +
  "sw sv ta te th tr uk ur uz vi cy xh yo zu";

export interface LanguageOption {
  tag: string;
  name: string;
}

/** Languages by name, as the reader's language calls them; the one in use is among them whatever it is. */
export async function languageOptions(inUse = "en"): Promise<LanguageOption[]> {
  const locale = await getLocale();
  const names = new Intl.DisplayNames([locale], { type: "language" });
  return [...new Set([...TAGS.split(" "), inUse])]
    .map((tag) => ({ tag, name: names.of(tag) ?? tag }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}
