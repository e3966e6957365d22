import { startMock } from "@spkey/mock";
import { readDescription } from "@spkey/model";
import { median } from "@spkey/test-kit/bench";
import { planCases, send, writeRequest } from "../src/index.ts";
import { openRoute } from "../src/verify/exchange.ts";
import { madeUpCredentials } from "../src/verify/made-up-credentials.ts";
import { exampleValues } from "../src/verify/values.ts";
import { verify } from "../src/verify/verify.ts";
import { withOperations } from "./many.ts";

/** A run of `verify` against the mock of a description with many operations. */
export interface Verification {
  /** Of the description; a run takes a part of them. */
  readonly operations: number;
  readonly cases: number;
  /** For each case, with the mock's part in it. */
  readonly milliseconds: number;
  /** How much of the heap is in use after half of the operations and at the end, in MiB. */
  readonly half: number;
  readonly end: number;
}

/** How long a request takes, in milliseconds. */
export interface Detour {
  readonly direct: number;
  readonly proxied: number;
}

export async function measureVerification(
  document: object,
  operations: number,
  parts: number,
  signal: AbortSignal,
): Promise<Verification> {
  const many = withOperations(document, operations);
  const description = readDescription(many);
  const mock = await startMock({ description: many });
  let half = 0;
  const start = performance.now();
  try {
    const { counts } = await verify({
      command: "verify",
      document: many,
      description,
      url: mock.url,
      credentials: madeUpCredentials,
      leave: { allow: description.operations.map(({ id }) => id), readOnly: false, values: exampleValues(description) },
      phases: ["examples", "coverage"],
      seed: 0,
      shard: { index: 1, count: parts },
      timeout: 10_000,
      accept: [],
      repeatOptions: [],
      signal,
      progress: (_, index, count) => {
        if (index === Math.floor(count / 2)) half = heap();
      },
    });
    const milliseconds = (performance.now() - start) / counts.sent;
    return { operations, cases: counts.sent, milliseconds, half, end: heap() };
  } finally {
    await mock.stop();
  }
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

/** The same requests to the mock itself and through the proxy, by turns. */
export async function measureDetour(document: object, rounds: number, signal: AbortSignal): Promise<Detour> {
  const mock = await startMock({ description: document });
  const route = await openRoute(document, mock.url, 10_000);
  const requests = planCases(readDescription(document)).cases.map((given) => writeRequest(given));
  const times: Record<keyof Detour, number[]> = { direct: [], proxied: [] };
  const ways = { direct: (one: number) => send(mock.url, at(one)), proxied: (one: number) => route.exchange(at(one)) };
  const at = (index: number) => {
    const request = requests[index];
    if (!request) throw new Error("There is a request of each index.");
    return request;
  };
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const name of ["direct", "proxied"] as const) {
        signal.throwIfAborted();
        const start = performance.now();
        for (let index = 0; index < requests.length; index++) await ways[name](index);
        // The first round warms up.
        if (round > 0) times[name].push((performance.now() - start) / requests.length);
      }
    }
  } finally {
    await route.stop();
    await mock.stop();
  }
  return { direct: median(times.direct), proxied: median(times.proxied) };
}
