import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readSettings } from "./settings.ts";
import { staticFiles } from "./static-files.ts";

/** Options of {@link serveDocs}. */
export interface ServeOptions {
  /** Default: 0, any free one. */
  readonly port?: number;
  /** Default: `127.0.0.1`, this machine only. */
  readonly host?: string;
  /** The folder of the site. Default: that of ours. */
  readonly folder?: string;
  /** The path that the site is at, with a slash at both ends. Default: that of the environment, as for the build. */
  readonly base?: string;
  /** The base URL of a mock that was started beside it: the console's first target. Default: none. */
  readonly mock?: string;
}

const ours = fileURLToPath(new URL("../../dist", import.meta.url));

/** A site that is being served. */
export interface Docs {
  /** The address of its first page, without the slash at its end. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Serves the built site from the disk as hosts do, with its policy. A new build shows without a restart.
 *
 * @throws where the port is taken (`code: "EADDRINUSE"`)
 */
export async function serveDocs({
  port = 0,
  host = "127.0.0.1",
  folder = ours,
  base = readSettings(process.env).base,
  mock,
}: ServeOptions = {}): Promise<Docs> {
  const files = staticFiles(resolve(folder), base);
  const server = createServer((request, response) => {
    // It is no file of the site, since where a mock is, is known here alone.
    if (request.url !== `${base}mock.json`) return files(request, response);
    response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
    response.end(JSON.stringify({ url: mock }));
  }).listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo; // It listens on TCP.
  return {
    url: `http://${host}:${address.port}${base.replace(/\/$/, "")}`,
    port: address.port,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
