import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** How long `close` waits for requests in flight, in milliseconds. */
const grace = 2_000;

const lastPort = 65_535;

/** @param tries how many ports are tried one after the other, where one is taken */
export async function listen(server: Server, host: string, port: number, tries: number): Promise<AddressInfo> {
  try {
    server.listen(port, host);
    await once(server, "listening");
    return server.address() as AddressInfo; // A server that listens on TCP has an address of this form.
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE"; // Servers fail with errors of Node.
    if (!taken || tries <= 1 || port >= lastPort) throw error;
    return listen(server, host, port + 1, tries - 1);
  }
}

/** Takes no new requests, and lets those in flight end, for a while. */
export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(timer);
}
