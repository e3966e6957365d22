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
}: ServeOptions = {}): Promise<Docs> {
  const server = createServer(staticFiles(resolve(folder), base)).listen(port, host);
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
