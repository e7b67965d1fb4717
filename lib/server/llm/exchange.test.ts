import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { exchange } from "./exchange.ts";

const MOST = 1_000;

/** A server that answers so, and its address. */
async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe("an exchange", () => {
  it("sends the body under its headers, and gives status, headers and body", async () => {
    const address = await served(async (request, response) => {
      const sent = (await request.toArray()).join("");
      response.writeHead(429, { "retry-after": "7", "content-type": "text/plain" });
      response.end(`${request.method} ${request.url} ${request.headers.authorization} ${sent} grüßt`);
    });
    const init = { method: "POST", body: "ein Gruß", headers: new Headers({ authorization: "Bearer k" }) };
    const answer = await exchange(`${address}v1?a=b`, init, MOST);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(await answer.text()).toBe("POST /v1?a=b Bearer k ein Gruß grüßt");
  });

  it("opens what was packed", async () => {
    const address = await served((request, response) => {
      expect(request.headers["accept-encoding"]).toBe("gzip");
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("a".repeat(500)));
    });
    expect(await (await exchange(address, {}, MOST)).text()).toBe("a".repeat(500));
  });

  it("takes no more of an answer than it may, packed or not", async () => {
    const long = "a".repeat(200_000);
    const address = await served((request, response) => {
      if (request.url === "/packed") response.setHeader("content-encoding", "gzip").end(gzipSync(long));
      else response.end(long);
    });
    const { length } = await (await exchange(address, {}, MOST)).text();
    expect(length).toBeGreaterThan(MOST);
    expect(length).toBeLessThan(long.length);
    await expect(exchange(`${address}packed`, {}, MOST)).rejects.toThrow();
  });

  it.each([204, 205, 304])("gives an answer without a body, as with %i", async (status) => {
    const address = await served((_, response) => response.writeHead(status).end());
    expect((await exchange(address, {}, MOST)).status).toBe(status);
  });

  it("goes nowhere else", async () => {
    const visited: string[] = [];
    const address = await served((request, response) => {
      visited.push(request.url ?? "");
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    const answer = await exchange(address, {}, MOST);
    expect([answer.status, answer.headers.get("location"), visited]).toEqual([307, "/elsewhere", ["/"]]);
  });

  it("fails where the connection breaks before the answer is whole", async () => {
    const address = await served((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("a", () => response.destroy());
    });
    await expect(exchange(address, {}, MOST)).rejects.toThrow();
  });

  it("uses a connection again", async () => {
    const ports = new Set<number | undefined>();
    const address = await served((request, response) => {
      ports.add(request.socket.remotePort);
      response.end("a");
    });
    for (let asked = 0; asked < 3; asked++) await exchange(address, {}, MOST);
    expect(ports.size).toBe(1);
  });
});

describe("an exchange that is given up", () => {
  const gone = new Error("nobody waits for it");

  it.each<[string, (response: ServerResponse) => void]>([
    ["before the answer begins", () => {}],
    ["in the middle of the answer", (response) => response.writeHead(200).write("a")],
  ])("ends when the server has let go of it: %s", async (_, begin) => {
    let open = 0;
    const controller = new AbortController();
    const address = await served((_request, response) => {
      open++;
      response.on("close", () => open--);
      begin(response);
      setImmediate(() => controller.abort(gone));
    });
    await expect(exchange(address, { signal: controller.signal }, MOST)).rejects.toBe(gone);
    expect(open).toBe(0);
  });

  it("does not wait for a server that keeps its end open", async () => {
    const server = createSocketServer({ allowHalfOpen: true }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const controller = new AbortController();
    const connected = once(server, "connection").then(async ([socket]) => {
      await once(socket, "data");
      controller.abort(gone);
      return socket;
    });
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect(exchange(address, { signal: controller.signal }, MOST)).rejects.toBe(gone);
    (await connected).destroy();
    server.close();
  });

  it("gives an answer that comes all the same", async () => {
    const controller = new AbortController();
    const server = createSocketServer({ allowHalfOpen: true }, (socket) => {
      socket.once("data", () => controller.abort(gone));
      socket.on("end", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nhere"));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const answer = await exchange(address, { signal: controller.signal }, MOST);
    expect(await answer.text()).toBe("here");
    server.close();
  });

  it("is not sent where it was given up before, nor where it is while it connects", async () => {
    let asked = 0;
    const address = await served((_, response) => {
      asked++;
      response.end();
    });
    await expect(exchange(address, { signal: AbortSignal.abort(gone) }, MOST)).rejects.toBe(gone);
    const controller = new AbortController();
    const exchanged = exchange(address, { signal: controller.signal }, MOST);
    controller.abort(gone);
    await expect(exchanged).rejects.toBe(gone);
    expect(asked).toBe(0);
  });
});
