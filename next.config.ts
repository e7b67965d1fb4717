import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withMessages = createNextIntlPlugin("./lib/messages/request.ts");

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  serverExternalPackages: ["@electric-sql/pglite", "onnxruntime-node", "pg", "pg-boss"],
  experimental: {
    // An import posts a whole file; lib/real-data refuses larger ones with a sentence of its own.
    serverActions: { bodySizeLimit: "24mb" },
    proxyClientMaxBodySize: "24mb",
  },
};

export default withMessages(config);
