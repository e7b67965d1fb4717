"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Endpoint } from "#lib/settings/endpoints.ts";

/** What an endpoint allows and costs, in a line; nothing where nothing is known. */
export function KnownLimits({ endpoint }: { endpoint: Endpoint }) {
  const t = useTranslations("settings.endpoints");
  const format = useFormatter();
  const { prices, requestsPerMinute, tokensPerMinute, mostAtOnce } = endpoint;
  const dollars = (price: number) =>
    format.number(price, { style: "currency", currency: "USD", maximumFractionDigits: 6 });
  const known = [
    prices && t("prices", { input: dollars(prices.input), output: dollars(prices.output) }),
    requestsPerMinute && t("perMinute", { count: requestsPerMinute }),
    tokensPerMinute && t("tokensAMinute", { count: tokensPerMinute }),
    mostAtOnce && t("atOnce", { count: mostAtOnce }),
  ].filter(Boolean);
  return known.length > 0 && <p className="text-sm text-muted tabular-nums">{known.join(" · ")}</p>;
}
