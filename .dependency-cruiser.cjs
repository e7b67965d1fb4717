/** Who may import whom. Each rule says why; none is a warning. */
const DOMAINS = [
  "projects",
  "vocabularies",
  "recipes",
  "real-data",
  "settings",
  "exemplars",
  "runs",
  "screening",
  "review",
  "insights",
  "exports",
];

/** A job's definition (its id and payload) may be named by the domain that asks for it. */
const JOB_DEFINITION = "^lib/[^/]+/[^/]+-job\\.ts$";
const TEST = "\\.test\\.tsx?$|^lib/[^/]+/test/|^e2e/";

const domainOrder = DOMAINS.slice(0, -1).map((domain, index) => ({
  name: `domain-order-${domain}`,
  comment: "Domains stand in one order and import only those before them, so that no two need each other.",
  severity: "error",
  from: { path: `^lib/${domain}/`, pathNot: TEST },
  to: { path: `^lib/(${DOMAINS.slice(index + 1).join("|")})/`, pathNot: JOB_DEFINITION },
}));

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one thought in two places.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    ...domainOrder,
    {
      name: "the-seal",
      comment:
        "One file reads test text; only its writer, screening and insights may hold it. No prompt can.",
      severity: "error",
      from: { pathNot: ["^lib/real-data/seal-test-set\\.ts$", "^lib/screening/", "^lib/insights/", TEST] },
      to: { path: "^lib/real-data/sealed-test-set\\.ts$" },
    },
    {
      name: "one-way-out",
      comment:
        "What asks a model passes lib/server/llm, where each request is compared with the sealed test set.",
      severity: "error",
      from: { path: "^(app|components|lib|prisma)/", pathNot: ["^lib/server/llm/", TEST] },
      to: { path: "(^|node_modules/)openai(/|$)" },
    },
    {
      name: "who-may-send-unguarded",
      comment:
        "Only who asks for consent, or sends no text of a project, may take the guard that lets everything pass.",
      severity: "error",
      from: {
        pathNot: [
          "^lib/server/llm/(openai-client|llm-errors|list-models)\\.ts$",
          "^lib/settings/ask-endpoint\\.ts$",
          "^lib/screening/embedders/endpoint-embedder\\.ts$",
          "^lib/screening/judge/judge-project\\.ts$",
          "^lib/screening/paraphrases/make-paraphrases\\.ts$",
          TEST,
        ],
      },
      to: { path: "^lib/server/llm/egress\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-sockets",
      comment:
        "Text leaves through lib/server/llm/exchange.ts. The launcher looks for a free port, and sends none.",
      severity: "error",
      from: {
        path: "^(app|components|lib|prisma)/",
        pathNot: ["^lib/launch/", "^lib/server/llm/exchange\\.ts$", TEST],
      },
      to: { path: "^(node:)?(http|https|http2|net|tls|dgram)$|(^|node_modules/)undici(/|$)" },
    },
    {
      name: "exchange-behind-the-guard",
      comment: "What is sent to an endpoint is judged first.",
      severity: "error",
      from: { pathNot: ["^lib/server/llm/egress\\.ts$", TEST] },
      to: { path: "^lib/server/llm/exchange\\.ts$" },
    },
    {
      name: "prisma-only-in-queries-and-use-cases",
      comment: "Reads are queries, writes are use-cases; both stand in their domain and are found by name.",
      severity: "error",
      from: {
        path: "^(app|components|lib)/",
        pathNot: [
          "^app/api/health/",
          "-queries\\.ts$",
          "^lib/server/",
          "^lib/worker/",
          TEST,
          "^lib/(?!core|server|worker|messages).+/[a-z]+-[a-z-]+\\.ts$",
        ],
      },
      to: { path: "^lib/server/(db\\.ts|generated/)" },
    },
    {
      name: "no-prisma-behind-the-screen",
      comment: "Pages and components ask queries.",
      severity: "error",
      from: { path: "^(app|components)/", pathNot: "^app/api/health/" },
      to: { path: "^lib/server/(db\\.ts|generated/)" },
    },
    {
      name: "actions-are-thin",
      comment: "An action calls a use-case; it does not reach into the database itself.",
      severity: "error",
      from: { path: "-actions\\.ts$" },
      to: { path: "^lib/server/(db\\.ts|generated/)" },
    },
    {
      name: "core-is-pure",
      comment: "lib/core is algorithms: no I/O, no domain.",
      severity: "error",
      from: { path: "^lib/core/", pathNot: TEST },
      to: {
        path: "^(lib/(?!core)|app|components|prisma)|^(node:)?(fs|net|http|https|child_process|worker_threads)",
      },
    },
    {
      name: "components-look-down",
      comment: "app → components → lib, never back.",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "components-do-not-import-pages",
      comment: "app → components → lib, never back.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^app/" },
    },
    {
      name: "primitives-know-no-domain",
      comment: "components/ui serves every domain and names none.",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^lib/(?!server/action-result\\.ts|core/)|^components/(?!ui/)" },
    },
    {
      name: "no-worker-in-the-browser-path",
      comment: "Handlers are loaded by the worker alone.",
      severity: "error",
      from: { path: "^(app|components|lib/(?!worker))", pathNot: TEST },
      to: { path: "^lib/worker/" },
    },
    {
      name: "product-does-not-import-tests",
      comment: "Test helpers do not ship.",
      severity: "error",
      from: { path: "^(app|components|lib|prisma|bench)/", pathNot: TEST },
      to: { path: `${TEST}` },
    },
    {
      name: "declared-dependencies-only",
      comment: "What package.json does not name may be gone tomorrow.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "resolvable",
      comment: "An import that resolves to nothing is a typing mistake.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/server/generated/(?!client|enums|models)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".json", ".css"],
    },
  },
};
