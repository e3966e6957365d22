import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { serveDocs } from "@spkey/docs";
import type { Mock, UpcomingDescription } from "@spkey/mock";
import { isExact, isOfClass, readDescription } from "@spkey/model";
import { curlCommand, sampleRequest } from "@spkey/samples";

/** Where to start looking for a free port. */
export interface Ports {
  readonly docs: number;
  readonly mock: number;
}

/** The docs and the mock, as they are being served. */
export interface Served {
  /** What there is, and what one can do with it. */
  readonly welcome: string;
  /**
   * Has the mock take a new build up; the docs do so by themselves.
   *
   * @param upcoming what the bundle will say, where it is still being checked
   */
  reload(upcoming?: UpcomingDescription): Promise<void>;
  stop(): Promise<void>;
}

/** Serves what has been built. */
export async function serve(ports: Ports, watching: boolean): Promise<Served> {
  const mock = await startBuiltMock({ port: ports.mock, nextPort: true });
  const docs = await onFreePort(ports.docs, (port) => serveDocs({ port, mock: mock.url }));
  return {
    welcome: await welcome(docs.url, mock.url, watching),
    reload: (upcoming) => mock.reload({ upcoming }),
    async stop() {
      await Promise.all([docs.stop(), mock.stop()]);
    },
  };
}

/** A mock that is started anew, on its port, where it has itself been built anew. */
async function startBuiltMock(place: {
  readonly port: number;
  readonly nextPort: boolean;
}): Promise<Pick<Mock, "url" | "reload" | "stop">> {
  const program = import.meta.resolve("@spkey/mock");
  const builtAt = async () => (await stat(fileURLToPath(program))).mtimeMs;
  const start = async (options: { readonly port: number; readonly nextPort?: boolean }) => {
    // Node keeps a module for ever; under another address it is another one.
    const { startMock }: typeof import("@spkey/mock") = await import(`${program}?built=${built}`);
    return startMock({ ...options, onWarning: (warning) => console.error(warning) });
  };
  let built = await builtAt();
  let mock = await start(place);
  return {
    url: mock.url,
    async reload(options) {
      const now = await builtAt();
      if (now === built) return mock.reload(options);
      await options?.upcoming?.written;
      built = now;
      await mock.stop();
      mock = await start({ port: mock.port });
    },
    stop: () => mock.stop(),
  };
}

/** Tries one port after the other: who has started us twice wants two. */
async function onFreePort<Server>(first: number, listen: (port: number) => Promise<Server>): Promise<Server> {
  for (let port = first; ; port++) {
    try {
      return await listen(port);
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE"; // Servers fail with errors of Node.
      if (!taken || port >= first + 100) throw error;
    }
  }
}

async function welcome(docs: string, mock: string, watching: boolean): Promise<string> {
  const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
  const description = readDescription(JSON.parse(await readFile(bundle, "utf8")));
  const [operation] = description.operations;
  const request = operation && curlCommand(sampleRequest(description, operation), { baseUrl: mock, secret: "any" });
  const error = operation?.responses.findLast(({ status }) => isExact(status) && isOfClass(status, 4))?.status;
  return `
docs  ${docs}
mock  ${mock}
${request ? `\nA first request (the mock takes any credentials):\n\n${request}\n` : ""}
Next:
  edit spec/openapi.yaml       ${watching ? "" : "with `pnpm dev` instead, "}docs, samples, client and mock follow at once
${error ? `  --header 'Prefer: code=${error}'  added to the request: the mock answers as the description says of ${error}\n` : ""}  pnpm test                    checks everything that CI checks
  Ctrl-C                       ends the docs and the mock
`;
}
