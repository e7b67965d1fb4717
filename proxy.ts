import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, refusalOf } from "#lib/server/request/request-guard.ts";

export function proxy(request: NextRequest) {
  const { headers, method } = request;
  const allowedHosts = (process.env.WINNOW_ALLOWED_HOSTS ?? "").toLowerCase().split(",").filter(Boolean);
  const refusal = refusalOf(
    {
      method,
      host: headers.get("host"),
      origin: headers.get("origin"),
      fetchSite: headers.get("sec-fetch-site"),
    },
    allowedHosts,
  );
  if (refusal) return new NextResponse(`${refusal}\n`, { status: 403 });

  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const forwarded = new Headers(headers);
  forwarded.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from here.
  forwarded.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("cross-origin-resource-policy", "same-origin");
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image).*)"] };
