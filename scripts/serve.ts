import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { serveDocs } from "@spkey/docs";
import { startMock } from "@spkey/mock";
import { readDescription } from "@spkey/model";
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
  /** Takes a new build up; the docs do so by themselves. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** Serves what has been built. */
export async function serve(ports: Ports, watching: boolean): Promise<Served> {
  const [docs, mock] = await Promise.all([
    onFreePort(ports.docs, (port) => serveDocs({ port })),
    startMock({ port: ports.mock, nextPort: true, onWarning: (warning) => console.error(warning) }),
  ]);
  return {
    welcome: await welcome(docs.url, mock.url, watching),
    reload: () => mock.reload(),
    async stop() {
      await Promise.all([docs.stop(), mock.stop()]);
    },
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
  const error = operation?.responses.findLast(({ status }) => /^4\d\d$/.test(status))?.status;
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
