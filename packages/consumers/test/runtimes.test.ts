import { type Mock, startMock } from "@spkey/mock";
import type { Answer, Subject } from "@spkey/release/subject";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { programOf } from "./program.ts";
import { nothingToCall, publishedSubject } from "./published-subject.ts";
import { type Registry, startRegistry } from "./registry.ts";
import { type Runtime, runtimes } from "./runtimes.ts";
import { startStallingServer } from "./stalling.ts";

let registry: Registry;
let mock: Mock;
const subject = await publishedSubject();
if (subject) {
  runInEach(subject);
} else {
  test("the client works on each runtime", (context) => context.skip(nothingToCall));
}

function runInEach(subject: Subject): void {
  const { cookies, signature } = subject;
  beforeAll(async () => {
    registry = await startRegistry();
    mock = await startMock();
  });
  afterAll(() => Promise.all([registry?.stop(), mock?.stop()]));

  describe(`installed from a registry into an empty project, the client calls ${signature.name} on`, () => {
    test.for(runtimes)("$name", { timeout: 120_000 }, async (runtime, context) => {
      if (runtime.missing) {
        if (process.env["CI"]) throw new Error(`CI needs every runtime. Missing: ${runtime.missing}.`);
        context.skip(`not installed here: ${runtime.missing}`);
      }
      if (cookies && !runtime.setsCookies) context.skip(`${signature.name} needs a cookie, which a page can't set`);
      await callIn(runtime, subject);
    });
  });

  test.for(lacks(subject))("$part: not tested", ({ part }, context) => {
    context.skip(`${signature.name} has no ${part}`);
  });
}

/** What no program can show of this operation. */
function lacks({ success, error, credentials }: Subject) {
  return [
    { part: "answer with a body, whose reading is aborted", isThere: success.media !== undefined },
    { part: "written example of its answer", isThere: success.written !== undefined || !success.media },
    { part: "documented 4xx in JSON", isThere: error !== undefined },
    { part: "credential, which no log shows", isThere: credentials.secrets.length > 0 },
  ].filter(({ isThere }) => !isThere);
}

async function callIn(runtime: Runtime, subject: Subject): Promise<void> {
  const { status, media } = subject.success;
  const { options, secrets } = subject.credentials;
  const stalling = await startStallingServer({ status, mediaType: media?.mediaType });
  onTestFinished(() => stalling.stop());
  const project = await registry.project();
  await runtime.install(project);
  const settings = { credentials: options, mock: mock.url, stalling: stalling.url };
  const { report, log } = await runtime.run(project, programOf(subject), settings, () => stalling.released());

  expectReport(report, subject);
  // The time-out and the abort: each was sent once, and the platform has closed its connection.
  const name = expect.stringMatching(runtime.namesItself ? /^spkey-client\// : /^Mozilla\//);
  expect(stalling.userAgents).toEqual(media ? [name, name] : [name]);
  await stalling.released();
  // The errors were logged, in the runtime's own way and as JSON, without a credential.
  const { method, path } = subject.signature.operation;
  const failures = Object.keys(wanted(subject)).length - 2;
  expect(log.split(`${method} ${path}: `).length - 1).toBeGreaterThanOrEqual(failures);
  for (const secret of secrets) expect(log).not.toContain(secret);
}

function wanted({ signature, success, error }: Subject) {
  const failure = { operation: signature.operation.id, attempts: 1, isApiError: true };
  return {
    success: bodyOf(success),
    byPath: { data: bodyOf(success), status: success.status },
    ...(error && {
      documented: {
        ...failure,
        kind: "documented-status",
        status: error.status,
        outcome: "rejected",
        body: bodyOf(error),
      },
    }),
    timeout: { ...failure, kind: "timeout", outcome: "unknown" },
    ...(success.media && { abort: { ...failure, kind: "abort", outcome: "unknown", status: success.status } }),
  };
}

/** What is expected of a body: the written example; where there is none, {@link expectReport} validates what there is. */
function bodyOf({ media, written }: Answer): unknown {
  if (!media) return undefined;
  return written ? written.value : expect.anything();
}

function expectReport(report: unknown, subject: Subject): void {
  expect(report).toEqual(wanted(subject));
  // What was expected is there, and is looked at by the names that `wanted` has.
  const { success, byPath, documented } = report as ReturnType<typeof wanted>;
  const { description } = subject;
  const bodies = [
    { answer: subject.success, body: success },
    { answer: subject.success, body: byPath.data },
    { answer: subject.error, body: documented?.body },
  ];
  for (const { answer, body } of bodies) {
    if (!answer?.media?.schema) continue;
    expect(description.validate(answer.media.schema.pointer, body, "response")).toEqual([]);
  }
}
