import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Mock, MockOptions } from "../mock.ts";
import type { EngineSource } from "../worker/messages.ts";
import type { Pool } from "../worker/pool.ts";
import { createControl } from "./admin.ts";
import { seededRandom } from "./fault-injection.ts";
import { Door, readDirectory } from "./handler.ts";
import { ClientErrors } from "./parse-errors.ts";
import { CallLog } from "./request-log.ts";

/** What the engines are not told. */
type FrontOptions = Omit<MockOptions, keyof EngineSource | "answerTimeout" | "workers"> &
  Required<Pick<MockOptions, "onWarning">>;

/** How long `stop()` waits for requests in flight, in milliseconds. */
const grace = 2_000;
/** How many ports are tried one after the other. */
const portsTried = 100;

/** Has the engines read the description, and opens a server in front of them. */
export async function openFront(pool: Pool, source: EngineSource, options: FrontOptions): Promise<Mock> {
  const {
    bodyLimit = 1024 * 1024,
    cors = "*",
    host = "127.0.0.1",
    nextPort = false,
    onCall = () => {},
    onWarning,
    port = 0,
    requestTimeout = 10_000,
    scenarios = {},
    ...trouble
  } = options;
  let directory = readDirectory([], {});
  const load = () =>
    pool.load(source, (operations) => {
      directory = readDirectory(operations, scenarios);
    });
  await load();
  if (pool.operations.length === 0) onWarning("The description has no operations: there is nothing to mock.");
  const calls = new CallLog();
  const stopping = new AbortController();
  const door = new Door({
    pool,
    directory: () => directory,
    calls,
    control: createControl(pool, calls, () => {
      calls.clear();
      directory.stage.reset();
    }),
    origins: cors,
    bodyLimit,
    trouble,
    random: source.seed === undefined ? Math.random : seededRandom(source.seed),
    onCall,
    stopping: stopping.signal,
  });
  const server = serverOf(door, requestTimeout);
  const address = await listen(server, host, port, nextPort ? portsTried : 1);
  const hostname = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${hostname}:${address.port}`,
    port: address.port,
    get calls() {
      return calls.calls;
    },
    check: () => pool.check(),
    reload: load,
    async stop() {
      stopping.abort();
      await close(server);
      await pool.stop();
    },
  };
}

function serverOf(door: Door, requestTimeout: number): Server {
  // Slow senders are told so by Node's time limits, which are looked at this often.
  const server = createServer({
    requireHostHeader: false, // The front door says so in words.
    headersTimeout: requestTimeout,
    requestTimeout,
    connectionsCheckingInterval: Math.min(1_000, requestTimeout / 4),
  });
  // Who has said all may still listen (RFC 9112, section 9.6). Node has it as a property only, not as an option.
  Object.assign(server, { httpAllowHalfOpen: true });
  const errors = new ClientErrors();
  for (const [event, expectsContinue] of [
    ["request", false],
    ["checkContinue", true],
    ["checkExpectation", false],
  ] as const) {
    server.on(event, (request, response) => {
      errors.expect(request, response);
      void door.receive(request, response, expectsContinue);
    });
  }
  server.on("clientError", (error, socket) => void errors.answer(error, socket));
  server.on("connect", ({ method }, socket) => void errors.answer({ code: method ?? "" }, socket));
  return server;
}

/** Tries one port after the other. */
async function listen(server: Server, host: string, port: number, tries: number): Promise<AddressInfo> {
  try {
    server.listen(port, host);
    await once(server, "listening");
    return server.address() as AddressInfo; // A server that listens on TCP has an address of this form.
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE"; // Servers fail with errors of Node.
    if (!taken || tries <= 1) throw error;
    return listen(server, host, port + 1, tries - 1);
  }
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(timer);
}
