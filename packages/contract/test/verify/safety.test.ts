import type { IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";
import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Leave } from "../../src/verify/leave.ts";
import { parseValues } from "../../src/verify/values.ts";
import { openStage, type Stage, verifyServer } from "./verify-server.ts";

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const documents = { command: await readDocument("command"), museum: await readDocument("museum") };
type Name = keyof typeof documents;
const stages = new Map<Name, Stage>();
beforeAll(async () => {
  for (const name of ["command", "museum"] as const) stages.set(name, await openStage(documents[name]));
});
afterAll(() => Promise.all([...stages.values()].map((stage) => stage.stop())));

function stageOf(name: Name): Stage {
  const stage = stages.get(name);
  if (!stage) throw new Error("It is open before each test.");
  return stage;
}

/** Answers as `answer` says, and remembers what it was sent. */
function serve(name: Name, answer: (request: Sent) => { status: number; body?: unknown }): Sent[] {
  const sent: Sent[] = [];
  stageOf(name).answer(async (incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    const request = { method, path: url, headers, body: (await buffer(incoming)).toString() };
    sent.push(request);
    const { status, body } = answer(request);
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(body === undefined ? "" : JSON.stringify(body));
  });
  return sent;
}

async function verifyWith(name: Name, leave: Partial<Leave>, values = "") {
  const { url, route } = stageOf(name);
  const read = parseValues("values.yaml", values, readDescription(documents[name]));
  return verifyServer(url, documents[name], { route, leave: { allow: [], readOnly: false, values: read, ...leave } });
}

const done = { done: true, aggregateId: "a", version: 1, event: null, postId: "p", dismissedAt: "now" };
const missing = { error: "Not Found", message: "There is no such guard." };

describe("what may change something", () => {
  test("is not sent unless it is allowed by name", async () => {
    const sent = serve("command", () => ({ status: 200, body: done }));
    const report = await verifyWith("command", {});
    // Only the question which methods there are.
    expect(sent.filter(({ method }) => method !== "OPTIONS")).toEqual([]);
    expect(report).toMatchObject({ verdict: "could-not-run", exitCode: 2 });
    expect(report.notTried.map(({ reason }) => reason).join()).toContain("--allow");
  });

  test("is not sent with the examples of the description", async () => {
    const sent = serve("command", () => ({ status: 200, body: done }));
    const report = await verifyWith("command", { allow: ["dismissGuard"] });
    expect(sent.filter(({ method }) => method !== "OPTIONS")).toEqual([]);
    expect(report.exitCode).toBe(2);
    expect(report.notTried.map(({ reason }) => reason).join()).toContain("--values");
  });

  test("is not sent by requests that have to be refused, either", async () => {
    const sent = serve("command", () => ({ status: 200, body: done }));
    const values = "dismissGuard: { throwAway: false, values: [{ path: { guardId: g-1 } }] }";
    await verifyWith("command", {}, values);
    expect(sent.filter(({ method }) => method !== "OPTIONS")).toEqual([]);
  });

  test("is sent with the values that were given, and with no other ones but made-up ones", async () => {
    const sent = serve("command", () => ({ status: 200, body: done }));
    const values =
      "dismissGuard: { throwAway: false, values: [{ path: { guardId: g-real }, body: { postId: p-real } }] }";
    await verifyWith("command", { allow: ["dismissGuard"] }, values);
    const valid = sent.filter(({ method }) => method === "POST");
    expect(valid.length).toBeGreaterThan(20);
    expect(sent.map(({ path, body }) => path + body).join()).not.toContain("guard-rosa-3");
    expect(sent.map(({ path, body }) => path + body).join()).not.toContain("post-north-gate");
  });

  test("is sent with --read-only not at all, and GET is", async () => {
    const sent = serve("museum", () => ({ status: 404 }));
    const report = await verifyWith("museum", { readOnly: true, allow: ["addRoom"] });
    expect(new Set(sent.map(({ method }) => method))).toEqual(
      new Set(["GET", "HEAD"].filter((each) => sent.some(({ method }) => method === each))),
    );
    expect(sent.length).toBeGreaterThan(5);
    expect(report.notTried.map(({ reason }) => reason).join()).toContain("--read-only");
  });

  test("by another method than the described ones needs leave, too", async () => {
    const sent = serve("museum", () => ({ status: 404 }));
    await verifyWith("museum", {});
    expect(sent.filter(({ method }) => !["GET", "HEAD", "OPTIONS"].includes(method))).toEqual([]);
  });
});

describe("values to throw away", () => {
  /** A server that does a thing once. */
  const once = (lenient = false) => {
    const gone = new Set<string>();
    return ({ method, path, headers, body }: Sent) => {
      if (method !== "POST") return { status: 405 };
      const fits = /"postId":"/.test(body) && headers["content-type"] === "application/json" && isWhole(body);
      if (
        !lenient &&
        (headers.authorization !== "Bearer token-for-tests" || headers["x-watch-key"] !== "key-for-tests")
      )
        return { status: 401 };
      if (!fits) return { status: 400, body: missing };
      if (gone.has(path) || !path.includes("/g-")) return { status: 404, body: missing };
      gone.add(path);
      return { status: 200, body: done };
    };
  };
  const isWhole = (body: string) => {
    try {
      const { postId, dismissedBy, cause } = JSON.parse(body) as Record<string, unknown>; // Any JSON.
      return [postId, dismissedBy, cause].every((each) => typeof each === "string");
    } catch {
      return false;
    }
  };
  const values = `dismissGuard:
  values:
    - path: { guardId: g-1 }
    - path: { guardId: g-2 }
    - path: { guardId: g-3 }
`;

  test("are each used for one call that succeeds, after those that have to be refused", async () => {
    const sent = serve("command", once());
    const report = await verifyWith("command", { allow: ["dismissGuard"] }, values);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ verdict: "kept", exitCode: 0 });
    expect(report.notTried.map(({ reason }) => reason).join()).toContain("used up (3 given)");
    const refusedAfter = sent.findIndex(({ path, body }) => path.includes("g-2") && isWhole(body));
    expect(
      sent.slice(0, refusedAfter).filter(({ headers }) => headers.authorization === undefined).length,
    ).toBeGreaterThan(0);
  });

  test("that a lenient server has used up are not taken for valid ones any more", async () => {
    serve("command", once(true));
    const report = await verifyWith("command", { allow: ["dismissGuard"] }, values);
    expect(new Set(report.findings.map(({ kind }) => kind))).toEqual(new Set(["credential-ignored"]));
    expect(report.exitCode).toBe(1);
  });
});

describe("a valid request that is refused as documented", () => {
  const refusing = (status: number) =>
    serve("command", ({ method }) => (method === "POST" ? { status, body: missing } : { status: 405 }));

  test.for([404, 400, 409])("with %i is a finding where the values were given", async (status) => {
    refusing(status);
    const values = "dismissGuard: { throwAway: false, values: [{ path: { guardId: g-1 } }] }";
    const report = await verifyWith("command", { allow: ["dismissGuard"] }, values);
    expect(report.findings.map(({ kind }) => kind)).toContain("valid-request-refused");
    expect(report.exitCode).toBe(1);
  });

  test("with 404 is not judged where none were given", async () => {
    serve("museum", ({ method }) => (["GET", "HEAD"].includes(method) ? { status: 404 } : { status: 405 }));
    const report = await verifyWith("museum", {});
    expect(
      report.findings.filter(({ kind }) => kind === "valid-request-refused").flatMap(({ operations }) => operations),
    ).toEqual(
      // These need no values: that nothing is found is no answer.
      readDescription(documents.museum)
        .operations.filter(
          ({ method, parameters }) => method === "GET" && !parameters.some((each) => each.in === "path"),
        )
        .map(({ id }) => id),
    );
    expect(report.notJudged.map(({ reason }) => reason).join()).toContain("--values");
  });
});

test("credentials stay with the server that was named: no redirection is followed", async () => {
  const elsewhere = serve("command", () => ({ status: 200 }));
  stageOf("museum").answer((_, response) => response.writeHead(307, { location: stageOf("command").url }).end());
  const { counts } = await verifyWith("museum", { readOnly: true });
  expect(counts.sent).toBeGreaterThan(5);
  expect(elsewhere).toEqual([]);
});
