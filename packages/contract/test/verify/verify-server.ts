import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { startMock } from "@spkey/mock";
import { readDescription } from "@spkey/model";
import type { Report } from "../../src/report/report.ts";
import { openRoute, type Route } from "../../src/verify/exchange.ts";
import { madeUpCredentials } from "../../src/verify/made-up-credentials.ts";
import { exampleValues } from "../../src/verify/values.ts";
import { type VerifyOptions, verify } from "../../src/verify/verify.ts";
import { type FaultyServer, startFaultyServer } from "../../tools/mutate/faulty-server.ts";

/** Every method on every path, and every operation: leave for a server that is there for the test. */
export function allOf({ operations }: ReturnType<typeof readDescription>): string[] {
  const methods = ["PUT", "POST", "DELETE", "PATCH"];
  return operations.flatMap(({ id, path }) => [id, ...methods.map((method) => `${method} ${path}`)]);
}

/** Holds a server of a test against a description: anything may be called, with the description's examples. */
export function verifyServer(
  url: string,
  document: object,
  options: Partial<Omit<VerifyOptions, "url" | "document" | "description">> = {},
): Promise<Report> {
  const description = readDescription(document);
  return verify({
    command: "verify",
    document,
    description,
    url,
    credentials: madeUpCredentials,
    leave: { allow: allOf(description), readOnly: false, values: exampleValues(description) },
    phases: ["examples", "coverage"],
    seed: 0,
    timeout: 2_000,
    accept: [],
    repeatOptions: [],
    signal: new AbortController().signal,
    ...options,
  });
}

/** A mock with a server before it that can be given a fault, and a way to it that stays open. */
export interface FaultyStage {
  readonly server: FaultyServer;
  readonly route: Route;
  stop(): Promise<unknown>;
}

export async function openFaultyStage(document: object): Promise<FaultyStage> {
  const mock = await startMock({ description: document });
  const server = await startFaultyServer(mock.url);
  const route = await openRoute(document, server.url, 2_000);
  return { server, route, stop: () => Promise.all([route, server, mock].map((each) => each.stop())) };
}

export function errorsOf({ findings }: Report): Report["findings"] {
  return findings.filter(({ severity }) => severity === "error");
}

/** A server whose answers are exchanged from test to test, and a way to it that stays open: to open one takes longer than a run. */
export interface Stage {
  readonly url: string;
  readonly route: Route;
  answer(handler: RequestListener): void;
  stop(): Promise<void>;
}

export async function openStage(document: object, timeout = 2_000): Promise<Stage> {
  let handler: RequestListener = (_, response) => response.writeHead(404).end();
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port.
  const url = `http://127.0.0.1:${port}`;
  const route = await openRoute(document, url, timeout);
  return {
    url,
    route,
    answer: (next) => {
      handler = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await route.stop();
    },
  };
}
