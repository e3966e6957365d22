import { type Mock, startMock } from "@spkey/mock";
import { type DescriptionName, readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Fault, type FaultyServer, startFaultyServer } from "../../tools/mutate/faulty-server.ts";
import { errorsOf, verifyServer } from "./verify-server.ts";

/** What the mock can't do (`prism-limits.ts`), and a server that keeps the description does. */
const repairs: Fault = async (request, conforming) => {
  const answer = await conforming(request);
  if (answer.status === 500 && request.headers["prefer"] !== "code=500") {
    return { status: 200, headers: { "content-type": "image/png" }, body: Buffer.from("png") };
  }
  const isXml = request.headers["content-type"] === "application/xml" && !request.body.includes("<");
  if (isXml && answer.status === 200) return { status: 400, headers: {}, body: Buffer.alloc(0) };
  return answer;
};

/** Of many operations, a part is enough: `spkey-contract test --spec FILE` runs all of them. */
const rows: readonly { readonly name: DescriptionName; readonly parts: number }[] = [
  { name: "ours", parts: 1 },
  { name: "museum", parts: 3 },
  { name: "all-kinds", parts: 20 },
  { name: "all-kinds-30", parts: 9 },
];

describe.each(rows)("a server that keeps $name", ({ name, parts }) => {
  let mock: Mock;
  let server: FaultyServer;
  let document: object;
  beforeAll(async () => {
    document = await readDocument(name);
    mock = await startMock({ description: document });
    server = await startFaultyServer(mock.url);
    server.setFault(repairs);
  });
  afterAll(() => Promise.all([server, mock].map((each) => each?.stop())));

  test("has nothing that is to be found", { timeout: 120_000 }, async () => {
    const report = await verifyServer(server.url, document, { shard: { index: 1, count: parts } });
    expect(errorsOf(report)).toEqual([]);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ verdict: "kept", exitCode: 0 });
    expect(report.counts.kept).toBeGreaterThan(20);
  });
});
