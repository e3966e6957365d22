import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createJudge,
  createReferee,
  type HttpAnswer,
  planCases,
  runCase,
  runCases,
  type SendCase,
  summarize,
  writeRequest,
} from "../src/index.ts";
import { describeOperation } from "./describe-operation.ts";

const schema = { type: "object", required: ["a"], properties: { a: { type: "string" } } };
const content = { "application/json": { schema, example: { a: "x" } } };
const { description } = describeOperation({
  requestBody: { required: true, content },
  responses: { "200": { description: "It.", content }, "404": { description: "Nothing." } },
});
const { cases } = planCases(description);
const judge = createJudge(description);

function answering(status: number, body = '{"a":"x"}', violations?: object[]): SendCase {
  return async (): Promise<HttpAnswer> => ({
    status,
    headers: new Headers({
      "Content-Type": "application/json",
      ...(violations && { "sl-violations": JSON.stringify(violations) }),
    }),
    body: new TextEncoder().encode(status === 200 ? body : ""),
  });
}

describe("an operation as a whole is", () => {
  test.for([
    { what: "broken where one case is", status: 200, verdict: "broken", reason: undefined },
    {
      what: "not judged where only 404 came",
      status: 404,
      verdict: "not-judged",
      reason: "nothing was found by its values",
    },
    { what: "not judged where only 401 came", status: 401, verdict: "not-judged", reason: "no credential was taken" },
    { what: "not judged where only 403 came", status: 403, verdict: "not-judged", reason: "no credential was taken" },
  ])("$what", async ({ status, verdict, reason }) => {
    const results = await runCases("", cases, { description, judge, sendCase: answering(status) });
    expect(summarize(results)).toMatchObject([{ operation: "make", verdict, ...(reason && { reason }) }]);
  });

  test("broken where only 401 came of what is valid, and a success of what is not", async () => {
    const sendCase: SendCase = (base, given, of) =>
      answering(given.wanted.outcome === "accepted" ? 401 : 200)(base, given, of);
    const results = await runCases("", cases, { description, judge, sendCase });
    expect(summarize(results)).toMatchObject([{ verdict: "broken" }]);
  });

  test("kept where all cases that are judged keep it", async () => {
    const accepted = cases.filter(({ wanted }) => wanted.outcome === "accepted");
    const results = await runCases("", accepted, { description, judge, sendCase: answering(200) });
    expect(summarize(results)).toMatchObject([{ verdict: "kept" }]);
  });
});

describe("where Prism and we differ, the referee is asked:", () => {
  const accepted = cases.find(({ wanted }) => wanted.outcome === "accepted");
  const refused = cases.find(({ id }) => id.includes("required/without-a"));
  const violation = (side: string) => [
    { location: [side, "body", "a"], severity: "Error", code: "type", message: "must be string" },
  ];
  const rows = [
    { what: "nobody differs", given: accepted, send: answering(200), says: [] },
    {
      what: "Prism finds something in an answer that keeps its schema",
      given: accepted,
      send: answering(200, '{"a":"x"}', violation("response")),
      says: ["by us it keeps its schema, by Prism it breaks it; the referee says that it keeps it"],
    },
    {
      what: "Prism finds nothing in an answer that breaks it",
      given: accepted,
      send: answering(200, "{}"),
      says: ["by us it breaks its schema, by Prism it keeps it; the referee says that it breaks it"],
    },
    {
      what: "Prism finds something in a request that keeps it",
      given: accepted,
      send: answering(200, '{"a":"x"}', violation("request")),
      says: ["by us it keeps its schema, by Prism it breaks it; the referee says that it keeps it"],
    },
    {
      what: "Prism finds nothing in a request that breaks it",
      given: refused,
      send: answering(200),
      says: ["by us it breaks its schema, by Prism it keeps it; the referee says that it breaks it"],
    },
  ];
  test.for(rows)("$what", async ({ given, send: sendCase, says }) => {
    if (!given) throw new Error("There is no such case.");
    const { judgement } = await runCase("", given, {
      description,
      judge,
      sendCase,
      isMock: true,
      referee: createReferee(description),
    });
    expect(
      judgement.findings.filter(({ kind }) => kind === "validators-disagree").map(({ message }) => message),
    ).toEqual(says);
  });
});

test("what a server sends back of a credential is in no finding, nor is a text without end", async () => {
  const secured = describeOperation(
    { security: [{ token: [], key: [] }], responses: { "200": { description: "It.", content } } },
    {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        key: { type: "apiKey", in: "header", name: "X-Key" },
      },
    },
  );
  const echo =
    (mediaType: string, body: string): SendCase =>
    async (_base, given) => {
      const { headers } = writeRequest(given);
      const sent = headers.map(([, value]) => value.replace(/^\w+ /, "")).join("");
      const answer = {
        status: 200,
        headers: new Headers({ "Content-Type": mediaType.replace("$", sent) }),
        body: new TextEncoder().encode(body.replaceAll("$", sent)),
      };
      return answer;
    };
  const plan = planCases(secured.description).cases;
  const options = { description: secured.description, judge: createJudge(secured.description) };
  for (const sendCase of [
    echo("text/$", "x"),
    echo("application/json", '{"a":"x","$":1}'),
    echo("application/json", `{"a":"x","${"long".repeat(1_000)}":1}`),
  ]) {
    const results = await runCases("", plan, { ...options, sendCase });
    const text = JSON.stringify(results.map(({ judgement }) => judgement));
    expect(text).toMatch(/undocumented/);
    expect(text).not.toMatch(/for-tests/i);
    for (const { judgement } of results)
      for (const { at, message } of judgement.findings) expect(at.length + message.length).toBeLessThan(700);
  }
});

describe("a server that does not answer", () => {
  const server = createServer((request) => request.socket.destroy());
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => server.close());

  test("is a finding, which says nothing of the request", async () => {
    const { port } = server.address() as AddressInfo; // It listens on TCP.
    const results = await runCases(`http://127.0.0.1:${port}`, cases.slice(0, 2), { description, judge });
    const findings = results.flatMap(({ judgement }) => judgement.findings);
    expect(findings.map(({ kind }) => kind)).toEqual(["no-answer", "no-answer"]);
    expect(JSON.stringify(findings)).not.toMatch(/127\.0\.0\.1|token|things\/a/);
  });

  test("ends a run that is to end there", async () => {
    const { port } = server.address() as AddressInfo; // It listens on TCP.
    const results = await runCases(`http://127.0.0.1:${port}`, cases, { description, judge, until: () => true });
    expect(results).toHaveLength(1);
  });
});
