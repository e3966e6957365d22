import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Call, CallLog } from "./calls.ts";
import { ClientErrors } from "./client-error.ts";
import { createControl } from "./control.ts";
import type { AllowedOrigins } from "./cors.ts";
import { Door, readDirectory } from "./door.ts";
import { startPool } from "./pool.ts";
import type { Finding } from "./protocol.ts";
import type { Scenarios } from "./scenarios.ts";
import { seededRandom, type Trouble } from "./trouble.ts";

/** Options of {@link startMock}. */
export interface MockOptions extends Trouble {
  /**
   * The description to mock: the path or URL of a JSON or YAML file, or a parsed one. Default: the one that is released
   * with this package.
   */
  readonly description?: string | object;
  /** The address to listen on. Default: `127.0.0.1`, this machine only. */
  readonly host?: string;
  /** The port to listen on. Default: 0, any free one. */
  readonly port?: number;
  /** Takes the next free port where `port` is taken. Default: false. */
  readonly nextPort?: boolean;
  /** Makes values up instead of taking the description's examples. Default: false. */
  readonly dynamic?: boolean;
  /** The same seed makes up the same values, and the same trouble. Default: other ones each time. */
  readonly seed?: string;
  /**
   * Calls the addresses that a request names, where its operation describes callbacks. Default: false, since any page may
   * send such a request.
   */
  readonly callbacks?: boolean;
  /** The origins whose pages may call the mock: `*` for all, `off` for none. Default: `*`. */
  readonly cors?: AllowedOrigins;
  /** What operations answer, one call after the other. Default: each answers the same each time. */
  readonly scenarios?: Scenarios;
  /** How many threads run Prism. Default: 1. */
  readonly workers?: number;
  /** The largest body that is read, in bytes. Default: 1 MiB. */
  readonly bodyLimit?: number;
  /** How long a request's head, and the whole of it, may take to come, in milliseconds. Default: 10,000. */
  readonly requestTimeout?: number;
  /** How long Prism may take for an answer, in milliseconds, before its thread is ended. Default: 5,000. */
  readonly answerTimeout?: number;
  /** Is told of each call when it has been answered. */
  readonly onCall?: (call: Call) => void;
  /** Is told what the mock had to do to go on. */
  readonly onWarning?: (message: string) => void;
}

/** A mock that is ready to answer. */
export interface Mock {
  /** Its base URL, for example `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** The last hundred calls, the newest one last, without secrets. */
  readonly calls: readonly Call[];
  /** Gives each answer that the description promises to its own schema, and tells those that break it. */
  check(): Promise<readonly Finding[]>;
  /** Reads the description again. Where that fails, it throws, and the mock goes on with the last good one. */
  reload(): Promise<void>;
  /** Takes no new requests, lets those in flight end (2 s at most), and frees the port. */
  stop(): Promise<void>;
}

/** How long `stop()` waits for requests in flight, in milliseconds. */
const grace = 2_000;
/** How many ports are tried one after the other. */
const portsTried = 100;

/**
 * Starts a mock of a description.
 *
 * @throws where the description can't be read, a scenario has what it doesn't have, or the port is taken
 *   (`code: "EADDRINUSE"`)
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const {
    description = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json")),
    bodyLimit = 1024 * 1024,
    callbacks = false,
    cors = "*",
    dynamic = false,
    host = "127.0.0.1",
    nextPort = false,
    onCall = () => {},
    onWarning = () => {},
    port = 0,
    requestTimeout = 10_000,
    answerTimeout = 5_000,
    scenarios = {},
    seed,
    workers = 1,
    ...trouble
  } = options;
  const pool = startPool({ workers, patience: answerTimeout, onEnd: onWarning });
  try {
    let directory = readDirectory([], {});
    const load = () =>
      pool.load({ description, dynamic, seed, callbacks }, (operations) => {
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
      random: seed === undefined ? Math.random : seededRandom(seed),
      onCall,
      stopping: stopping.signal,
    });
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
  } catch (error) {
    await pool.stop();
    throw error;
  }
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
