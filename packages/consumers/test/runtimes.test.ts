import { type Mock, startMock } from "@spkey/mock";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Registry, startRegistry } from "./registry.ts";
import { runtimes } from "./runtimes.ts";
import { startStallingServer } from "./stalling.ts";
import { readSubject } from "./subject.ts";

const subject = await readSubject();
const { signature, success, error, credentials, secrets } = subject;
const failure = { operation: signature.operation.id, attempts: 1, isApiError: true };
const wanted = {
  success: success.body,
  byPath: { data: success.body, status: success.status },
  ...(error && {
    documented: {
      ...failure,
      kind: "documented-status",
      status: error.status,
      outcome: "rejected",
      body: error.body,
    },
  }),
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
    const settings = { credentials, mock: mock.url, stalling: stalling.url };
    const { report, log } = await runtime.run(project, settings, () => stalling.released());

    expect(report).toEqual(wanted);
    // The time-out and the abort: each was sent once, and the platform has closed its connection.
    const name = runtime.namesItself ? /^spkey-client\// : /^Mozilla\//;
    expect(stalling.userAgents).toEqual([expect.stringMatching(name), expect.stringMatching(name)]);
    await stalling.released();
    // The errors were logged, in the runtime's own way and as JSON, without a credential.
    const { method, path } = signature.operation;
    expect(log.split(`${method} ${path}: `).length - 1).toBeGreaterThanOrEqual(error ? 3 : 2);
    for (const secret of secrets) expect(log).not.toContain(secret);
  });
});
