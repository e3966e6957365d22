import { readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { send } from "../../src/index.ts";
import { retryAfter } from "../../src/verify/pace.ts";
import { openStage, type Stage } from "./verify-server.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(await readDocument("command"));
});
afterAll(() => stage?.stop());

describe("the way through the proxy", () => {
  const request = {
    method: "POST",
    target: "/guards/g/dismiss?a=%2F",
    headers: [["X-Odd", "a, b"]] as const,
    body: new TextEncoder().encode("{}"),
  };

  test("changes nothing that the server says, and nothing that it is told", async () => {
    const told: string[] = [];
    stage.answer((incoming, response) => {
      const { via: _, connection: _1, host: _2, ...headers } = incoming.headers;
      told.push(JSON.stringify([incoming.method, incoming.url, Object.entries(headers).toSorted()]));
      response.sendDate = false;
      response.writeHead(207, "Odd", [
        "Content-Type",
        "x/y; A=B",
        "ETag",
        '"1"',
        "X-Two",
        "1",
        "X-Two",
        "2",
        "sl-violations",
        "mine",
      ]);
      response.end(Buffer.from([0x7b, 0xff, 0x00, 0x0d, 0x0a]));
    });
    const direct = await send(stage.url, request);
    const { answer, violations } = await stage.route.exchange(request);
    expect(answer?.status).toBe(direct.status);
    expect(answer?.body).toEqual(direct.body);
    const own = ["connection", "keep-alive", "transfer-encoding", "content-length", "sl-violations"];
    const headersOf = (headers: Headers | undefined) => [...(headers ?? [])].filter(([name]) => !own.includes(name));
    expect(headersOf(answer?.headers)).toEqual(headersOf(direct.headers));
    expect(told[1]).toBe(told[0]);
    expect(violations?.length).toBeGreaterThan(0);
  });

  test("says what Prism finds, and that the server gave no answer", async () => {
    stage.answer((_, response) => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
    const { violations } = await stage.route.exchange(request);
    expect(violations?.some(({ location }) => location[0] === "response")).toBe(true);
    stage.answer((_, response) => response.socket?.destroy());
    const failed = await stage.route.exchange(request);
    expect(failed.answer).toBeUndefined();
    expect(failed.failure).toMatch(/^no whole answer came: /);
    expect(failed.failure).not.toContain("127.0.0.1");
  });

  test("sends what the proxy does not send on to the server itself", async () => {
    const targets: string[] = [];
    stage.answer((incoming, response) => {
      targets.push(incoming.url ?? "");
      response.writeHead(204).end();
    });
    const { answer } = await stage.route.exchange({ ...request, target: "/guards/%zz/dismiss" });
    expect(answer?.status).toBe(204);
    expect(targets).toEqual(["/guards/%zz/dismiss"]);
  });
});

describe("Retry-After", () => {
  test.for([
    ["3", 3_000],
    ["0", 0],
    ["Thu, 01 Jan 1970 00:00:10 GMT", 9_000],
    ["Wed, 31 Dec 1969 00:00:00 GMT", 0],
    ["soon", undefined],
    [null, undefined],
  ] as const)("%s", ([text, wanted]) => {
    expect(retryAfter(text, 1_000)).toBe(wanted);
  });
});
