import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { readHar } from "../../src/replay/har.ts";
import { replay } from "../../src/replay/replay.ts";

const document = await readDocument("command");
const description = readDescription(document);
const right = { done: true, aggregateId: "a", version: 1, event: null, postId: "p", dismissedAt: "now" };
const sent = { postId: "p", dismissedBy: "c", cause: "over" };

function entry({
  url = "https://watch.test/v1/guards/g-1/dismiss",
  method = "POST",
  request = sent as unknown,
  status = 200,
  response = right as unknown,
  mimeType = "application/json",
} = {}) {
  return {
    request: {
      method,
      url,
      headers: [
        { name: ":authority", value: "watch.test" },
        { name: "Authorization", value: "Bearer canary-token-of-ada" },
        { name: "X-Watch-Key", value: "canary-key-of-ada" },
        { name: "Content-Type", value: "application/json" },
      ],
      ...(method === "POST" && { postData: { mimeType: "application/json", text: JSON.stringify(request) } }),
    },
    response: {
      status,
      headers: [
        { name: "content-type", value: mimeType },
        { name: "content-encoding", value: "br" },
      ],
      content: {
        mimeType,
        text: Buffer.from(JSON.stringify(response)).toString("base64"),
        encoding: "base64",
        size: 1,
      },
    },
  };
}

const judge = (...entries: object[]) =>
  replay({
    document,
    description,
    recording: "it.har",
    entries: readHar("it.har", JSON.stringify({ log: { version: "1.2", entries } })),
    accept: [],
    signal: new AbortController().signal,
  });

describe("recorded traffic", () => {
  test("that keeps the description is kept", async () => {
    const report = await judge(entry(), entry({ status: 404, response: { error: "Not Found", message: "none" } }));
    expect(report).toMatchObject({ verdict: "kept", exitCode: 0, findings: [], counts: { sent: 2, kept: 2 } });
  });

  test("that breaks it has a finding for each cause", async () => {
    const report = await judge(
      entry({ response: { ...right, version: "1" } }),
      entry({ response: { ...right, version: "2" } }),
      entry({ status: 202 }),
      entry({ request: { postId: "p", cause: "over" } }),
    );
    expect(report.findings.map(({ kind, count }) => [kind, count])).toEqual([
      ["invalid-request-accepted", 1],
      ["undocumented-status", 1],
      ["invalid-body", 2],
    ]);
    expect(report.exitCode).toBe(1);
    expect(JSON.stringify(report)).not.toContain("canary");
    expect(report.findings.every(({ again }) => again === undefined)).toBe(true);
  });

  test("of which nothing is described says so", async () => {
    const report = await judge(
      entry({ url: "https://watch.test/v1/secret-path" }),
      entry({ url: "https://other.test/guards/g/dismiss" }),
    );
    expect(report).toMatchObject({ verdict: "could-not-run", exitCode: 2 });
    expect(report.reason).toContain("entries 1, 2");
    expect(JSON.stringify(report)).not.toContain("secret-path");
  });

  test("whose bodies were not kept is not judged", async () => {
    const kept = entry();
    const report = await judge({ ...kept, response: { ...kept.response, content: { size: 99 } } });
    expect(report).toMatchObject({ verdict: "could-not-run", counts: { notTried: 1, sent: 0 } });
  });

  test.for([
    { name: "a server without a host", servers: [{ url: "/v1" }], url: "https://any.test/v1/guards/g/dismiss" },
    {
      name: "the second of two servers on one host",
      servers: [{ url: "https://two.test/v1/guards" }, { url: "https://two.test/v1" }],
      url: "https://two.test/v1/guards/g/dismiss",
    },
  ])("is found at $name", async ({ servers, url }) => {
    const moved = { ...document, servers };
    const entries = readHar("it.har", JSON.stringify({ log: { version: "1.2", entries: [entry({ url })] } }));
    const options = { recording: "it.har", entries, accept: [], signal: new AbortController().signal };
    const report = await replay({ document: moved, description: readDescription(moved), ...options });
    expect(report).toMatchObject({ verdict: "kept", counts: { sent: 1, kept: 1 } });
  });

  test.for(["{", "{}", '{"log":{"entries":[{}]}}'])("is refused where it is none: %s", (text) => {
    expect(() => readHar("it.har", text)).toThrow(/^it\.har: /);
  });
});
