import { type Mock, startMock } from "@spkey/mock";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Registry, startRegistry } from "./registry.ts";
import { runtimes } from "./runtimes.ts";
import { startStallingServer } from "./stalling.ts";

const bearerToken = "token-that-must-stay-secret";
const apiKey = "key-that-must-stay-secret";

const failure = { operation: "removeAccessibleLock", attempts: 1, isApiError: true };
const wanted = {
  success: {
    success: true,
    aggregateId: "user-ada-17",
    version: 42,
    event: null,
    lockId: "lock-harbour-12-front",
    removedAt: expect.any(String),
  },
  post: { version: 42, status: 200 },
  notFound: { ...failure, kind: "documented-status", status: 404, outcome: "rejected", text: "Not Found" },
  timeout: { ...failure, kind: "timeout", outcome: "unknown" },
  abort: { ...failure, kind: "abort", outcome: "unknown", status: 200 },
};

let registry: Registry;
let mock: Mock;
beforeAll(async () => {
  registry = await startRegistry();
  mock = await startMock();
});
afterAll(() => Promise.all([registry?.stop(), mock?.stop()]));

describe("installed from a registry into an empty project, the client works on", () => {
  test.for(runtimes)("$name", { timeout: 120_000 }, async (runtime, context) => {
    if (runtime.missing) {
      if (process.env["CI"]) throw new Error(`CI needs every runtime. Missing: ${runtime.missing}.`);
      context.skip(`not installed here: ${runtime.missing}`);
    }
    const stalling = await startStallingServer();
    onTestFinished(() => stalling.stop());
    const project = await registry.project();
    await runtime.install(project);
    const settings = { bearerToken, apiKey, mock: mock.url, stalling: stalling.url };
    const { report, log } = await runtime.run(project, settings, () => stalling.released());

    expect(report).toEqual(wanted);
    // The time-out and the abort: each was sent once, and the platform has closed its connection.
    const name = runtime.namesItself ? /^spkey-client\// : /^Mozilla\//;
    expect(stalling.userAgents).toEqual([expect.stringMatching(name), expect.stringMatching(name)]);
    await stalling.released();
    // The three errors were logged, in the runtime's own way and as JSON, without a credential.
    expect(log.match(/\/users\/{id}\/RemoveAccessibleLock: /g)?.length).toBeGreaterThanOrEqual(3);
    expect(log).not.toContain(bearerToken);
    expect(log).not.toContain(apiKey);
  });
});
