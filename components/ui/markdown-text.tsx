import Markdown, { type MarkdownToJSX } from "markdown-to-jsx/react";
import type { ComponentProps, ReactNode } from "react";
import { safeAddress } from "./safe-address.ts";

/** Identifiers that a writer chose would be as good as ours. */
type Written = { id?: string; children?: ReactNode };

function Link({ href, title, children }: ComponentProps<"a">) {
  const address = safeAddress(href ?? "");
  if (address === null) return children;
  return (
    <a
      href={address}
      title={title}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent-text underline underline-offset-2"
    >
      {children}
    </a>
  );
}

const ELEMENTS: MarkdownToJSX.Overrides = {
  a: Link,
  // An image is a request to wherever its writer likes.
  img: ({ alt }: ComponentProps<"img">) => alt,
  input: ({ checked }: ComponentProps<"input">) => (checked ? "☑" : "☐"),
  p: ({ children }: Written) => <p className="my-2 first:mt-0 last:mb-0">{children}</p>,
  ul: ({ children }: Written) => <ul className="my-2 list-disc pl-5">{children}</ul>,
  ol: ({ start, children }: ComponentProps<"ol">) => (
    <ol start={start} className="my-2 list-decimal pl-5">
      {children}
    </ol>
  ),
  blockquote: ({ children }: Written) => (
    <blockquote className="my-2 border-l-2 border-line-strong pl-3 text-muted">{children}</blockquote>
  ),
  code: ({ children }: Written) => (
    <code className="rounded bg-raised px-1 font-mono text-[0.92em]">{children}</code>
  ),
  pre: ({ children }: Written) => (
    <pre className="my-2 rounded bg-raised p-2 text-sm whitespace-pre-wrap">{children}</pre>
  ),
  table: ({ children }: Written) => <table className="my-2 w-full border-collapse text-sm">{children}</table>,
  th: ({ children }: Written) => (
    <th className="border border-line bg-raised px-2 py-1 text-left font-medium">{children}</th>
  ),
  td: ({ children }: Written) => <td className="border border-line px-2 py-1 align-top">{children}</td>,
  hr: () => <hr className="my-3 border-line" />,
  div: ({ children }: Written) => <div>{children}</div>,
};

type Level = 3 | 4;

function Heading({ level, look, children }: Written & { level: Level; look: string }) {
  const Element = `h${level}` as const;
  return <Element className={`mt-4 mb-1 font-medium first:mt-0 ${look}`}>{children}</Element>;
}

/** All headings get one level, so that none is skipped whatever is written. */
function withHeadings(level: Level): MarkdownToJSX.Overrides {
  const heading = (look: string) => ({ component: Heading, props: { level, look } });
  const small = heading("text-sm text-muted");
  return { ...ELEMENTS, h1: heading("text-lg"), h2: heading(""), h3: small, h4: small, h5: small, h6: small };
}

const OVERRIDES = { 3: withHeadings(3), 4: withHeadings(4) };

/**
 * Markdown from a hand that need not mean well: HTML stays text, links lead to pages and mails only, images are not
 * loaded.
 */
export function MarkdownText({ text, level }: { text: string; level: Level }) {
  return (
    <div dir="auto" className="leading-relaxed [overflow-wrap:anywhere]">
      <Markdown
        options={{
          disableParsingRawHTML: true,
          disableFrontmatter: true,
          forceBlock: true,
          wrapper: null,
          sanitizer: (address, tag) => (tag === "a" ? safeAddress(address) : null),
          overrides: OVERRIDES[level],
        }}
      >
        {text}
      </Markdown>
    </div>
  );
}
