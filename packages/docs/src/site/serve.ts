import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

/** Options of {@link serveDocs}. */
export interface ServeOptions {
  /** Default: 0, any free one. */
  readonly port?: number;
  /** Default: `127.0.0.1`, this machine only. */
  readonly host?: string;
  /** The folder of the site. Default: that of ours. */
  readonly folder?: string;
}

const ours = fileURLToPath(new URL("../../dist", import.meta.url));

/** A site that is being served. */
export interface Docs {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Serves the built site from the disk, so that a new build shows without a restart.
 *
 * @throws where the port is taken (`code: "EADDRINUSE"`)
 */
export async function serveDocs({ port = 0, host = "127.0.0.1", folder = ours }: ServeOptions = {}): Promise<Docs> {
  const files = sirv(folder, { dev: true, etag: true });
  const server = createServer((request, response) => files(request, response)).listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo; // It listens on TCP.
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
