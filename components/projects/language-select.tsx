import { Select } from "../ui/form/input.tsx";
import type { LanguageOption } from "./languages.ts";

/** What is not named here is what a Field hands to its control. */
export function LanguageSelect({
  languages,
  inUse,
  ...rest
}: {
  languages: LanguageOption[];
  inUse: string;
  id?: string;
}) {
  return (
    <Select name="language" defaultValue={inUse} {...rest}>
      {languages.map(({ tag, name }) => (
        <option key={tag} value={tag}>
          {name}
        </option>
      ))}
    </Select>
  );
}
