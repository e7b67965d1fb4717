import type { Messages as English } from "./messages.ts";

declare module "next-intl" {
  interface AppConfig {
    Locale: "en";
    Messages: English;
  }
}
