import type { ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStage, type Stage, verifyServer } from "./verify-server.ts";

const document = await readDocument("command");
const timeout = 100;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(document, timeout);
});
afterAll(() => stage?.stop());

function serve(answer: (response: ServerResponse, count: number) => void): string {
  let count = 0;
  stage.answer((request, response) => {
    request.resume();
    answer(response, ++count);
  });
  return stage.url;
}

const right = JSON.stringify({
  done: true,
  aggregateId: "a",
  version: 1,
  event: null,
  postId: "p",
  dismissedAt: "now",
});
const rows = [
  { name: "hangs", answer: () => {}, exitCode: 1, kind: "no-answer", says: /within 0.1 s/ },
  {
    name: "resets",
    answer: (response: ServerResponse) => response.socket?.resetAndDestroy(),
    exitCode: 1,
    kind: "no-answer",
    says: /no whole answer/,
  },
  {
    name: "drips",
    answer: (response: ServerResponse) => {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(timer));
    },
    exitCode: 1,
    kind: "no-answer",
    says: /within 0.1 s/,
  },
  {
    name: "breaks off within the body",
    answer: (response: ServerResponse) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": 500 });
      response.write("{", () => response.destroy());
    },
    exitCode: 1,
    kind: "no-answer",
    says: /no whole answer/,
  },
  {
    name: "answers a page to everything",
    answer: (response: ServerResponse) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hello</h1>"),
    exitCode: 1,
    kind: "undocumented-media-type",
    says: /text\/html/,
  },
  {
    name: "redirects everything",
    answer: (response: ServerResponse) => response.writeHead(302, { location: "https://elsewhere.test/" }).end(),
    exitCode: 1,
    kind: "undocumented-status",
    says: /302/,
  },
  {
    name: "takes no credential",
    answer: (response: ServerResponse) => response.writeHead(401).end(),
    exitCode: 2,
    kind: undefined,
    says: /none of the credentials/,
  },
  {
    name: "limits the rate for ever",
    answer: (response: ServerResponse) => response.writeHead(429, { "retry-after": "3600" }).end(),
    exitCode: 2,
    kind: undefined,
    says: /limits the rate/,
  },
] as const;

describe("a server that", () => {
  test.for(rows)("$name", async ({ answer, exitCode, kind, says }) => {
    const report = await verifyServer(serve(answer), document, { route: stage.route, timeout });
    expect(report.exitCode).toBe(exitCode);
    if (kind !== undefined) expect(report.findings.map((each) => each.kind)).toContain(kind);
    expect(JSON.stringify([report.findings.map(({ came }) => came), report.reason, report.notJudged])).toMatch(says);
    // It gives up: not each of the cases waits.
    if (kind === "no-answer") expect(report.counts.sent).toBeLessThan(8);
  });

  test("is down", async () => {
    const report = await verifyServer("http://127.0.0.1:1", document);
    expect(report).toMatchObject({ verdict: "could-not-run", exitCode: 2, counts: { sent: 0 } });
    expect(report.reason).toContain("ECONNREFUSED");
  });

  test("speaks no HTTP", async () => {
    const server = createTcpServer((socket) => socket.on("error", () => {}).end("220 mail.test ESMTP\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // It listens on a port.
    const report = await verifyServer(`http://127.0.0.1:${port}`, document, { timeout });
    server.close();
    expect(report).toMatchObject({ verdict: "broken", exitCode: 1 });
    expect(report.findings.map(({ kind }) => kind)).toEqual(["no-answer"]);
  });

  test("limits the rate now and then is waited for", async () => {
    let limited = 0;
    const url = serve((response, count) => {
      if (count % 5 === 0) {
        limited++;
        response.writeHead(429, { "retry-after": "0" }).end();
      } else response.writeHead(200, { "content-type": "application/json" }).end(right);
    });
    const report = await verifyServer(url, document, { route: stage.route, timeout, phases: ["examples"] });
    expect(report.findings).toEqual([]);
    const more = await verifyServer(url, document, { route: stage.route, timeout });
    expect(limited).toBeGreaterThan(5);
    expect(JSON.stringify(more.notJudged)).not.toContain("429");
  });

  test("asks to wait for an hour is left alone", async () => {
    const url = serve((response, count) => {
      if (count > 5) response.writeHead(429, { "retry-after": "3600" }).end();
      else response.writeHead(200, { "content-type": "application/json" }).end(right);
    });
    const report = await verifyServer(url, document, { route: stage.route, timeout });
    expect(report.counts.sent).toBe(6);
    expect(report.reason).toContain("asks to wait 3600 s");
    expect(report.findings.map(({ kind }) => kind)).not.toContain("valid-request-refused");
  });

  test("is slow is not asked more often than --rate says", async () => {
    const times: number[] = [];
    const url = serve((response) => {
      times.push(performance.now());
      response.writeHead(200, { "content-type": "application/json" }).end(right);
    });
    await verifyServer(url, document, { route: stage.route, rate: 50, phases: ["examples"] });
    const all = await verifyServer(url, document, { route: stage.route, rate: 200 });
    expect(all.counts.sent).toBeGreaterThan(20);
    // So many requests take so long at least, whatever the machine does.
    const span = (times.at(-1) ?? 0) - (times[1] ?? 0);
    expect(span).toBeGreaterThan(((all.counts.sent - 1) / 200) * 1000 * 0.9);
  });
});

test("a run that is ended tells what is known so far", async () => {
  const ending = new AbortController();
  const url = serve((response, count) => {
    if (count === 10) ending.abort();
    response.writeHead(200, { "content-type": "application/json" }).end(right);
  });
  const report = await verifyServer(url, document, { route: stage.route, signal: ending.signal });
  expect(report.exitCode).toBe(130);
  expect(report.counts.sent).toBeGreaterThan(5);
  expect(report.counts.sent).toBeLessThan(12);
  expect(report.counts.notTried).toBeGreaterThan(10);
  expect(report.reason).toContain("ended before");
});
