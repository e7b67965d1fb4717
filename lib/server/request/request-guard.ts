/** The parts of a request by which a hostile web page is told from the product's own. */
export interface GuardedRequest {
  method: string;
  host: string | null;
  origin: string | null;
  fetchSite: string | null;
}

/**
 * Refuses a request that reached this machine through a foreign name (DNS rebinding) or from a foreign page
 * (cross-site posts).
 * @param allowedHosts names, without port, under which the server may be asked besides the loopback ones
 * @returns why the request is refused, or null
 */
export function refusalOf(request: GuardedRequest, allowedHosts: readonly string[]): string | null {
  const name = hostName(request.host);
  if (!name || ![...LOOPBACK, ...allowedHosts].includes(name)) {
    return `Winnow does not answer under the host name "${name ?? ""}". Add it to WINNOW_ALLOWED_HOSTS if it is yours.`;
  }
  if (request.method === "GET" || request.method === "HEAD") return null;
  if (request.fetchSite && request.fetchSite !== "same-origin" && request.fetchSite !== "none") {
    return "A page of another site may not change anything here.";
  }
  if (request.origin === null && request.fetchSite === null) return null;
  if (request.origin === null || hostOf(request.origin) !== request.host) {
    return "A page of another origin may not change anything here.";
  }
  return null;
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

function hostName(host: string | null): string | null {
  return host?.toLowerCase().replace(/:\d+$/, "") ?? null;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/**
 * The Content-Security-Policy of a page: only our own scripts, marked by the request's nonce.
 * Style attributes stay allowed because virtual rows are placed by them; style elements need the nonce.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
