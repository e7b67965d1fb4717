import "server-only";
import { getExportToStream } from "./export-queries.ts";
import { contentDisposition, exportFileName } from "./exports.ts";
import { CONTENT_TYPES, formatHead, formatRows } from "./format-rows.ts";

/**
 * A snapshot as a file, read only as fast as it is taken. A snapshot that has lost rows breaks off instead of passing
 * for a whole one.
 * @throws UserError not-found
 */
export async function streamExport(asked: {
  userId: string;
  projectId: string;
  exportId: string;
}): Promise<{ headers: Record<string, string>; body: ReadableStream<Uint8Array> }> {
  const { project, number, format, columns, rowCount, rows } = await getExportToStream(asked);
  const encoder = new TextEncoder();
  let sent = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(formatHead(format, columns))),
      pull: async (controller) => {
        const { value, done } = await rows.next();
        if (!done) {
          sent += value.length;
          controller.enqueue(encoder.encode(formatRows(format, columns, value)));
        } else if (sent === rowCount) controller.close();
        else controller.error(new Error(`export ${asked.exportId} has ${sent} of ${rowCount} rows`));
      },
      cancel: async () => {
        await rows.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return {
    body,
    headers: {
      "Content-Type": CONTENT_TYPES[format],
      "Content-Disposition": contentDisposition(exportFileName(project, number, format)),
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  };
}
