import { openRawConnection } from "@spkey/test-kit";
import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../../dist/index.js";

/** Has each operation at another index than the other one, so that a request answered by the wrong one is seen. */
function description(paths: readonly string[], size = 0) {
  const filler = Array.from({ length: size }, (_, i) => `/filler-${i}`);
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    paths: Object.fromEntries(
      [...paths, ...filler].map((path) => [
        path,
        {
          post: {
            requestBody: { content: { "text/plain": {} } },
            responses: { "200": { description: path, content: { "application/json": { example: path } } } },
          },
        },
      ]),
    ),
  };
}

test("no request is lost while the description is read again and again", async () => {
  const changing = description(["/a", "/b"], 20);
  const mock = await startMock({ description: changing });
  onTestFinished(() => mock.stop());
  let isOver = false;
  const answers = new Map<string, number>();
  const call = async (path: string) => {
    while (!isOver) {
      const response = await fetch(mock.url + path, {
        method: "POST",
        headers: { "Content-Type": "text/plain" },
        body: "x",
      });
      const answer = `${path} ${response.status} ${await response.text()}`;
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  };
  const calls = ["/a", "/b", "/a", "/b"].map(call);
  for (let i = 0; i < 20; i++) {
    changing.paths = description(i % 2 ? ["/a", "/b"] : ["/b", "/a"], 20).paths;
    await mock.reload();
  }
  isOver = true;
  await Promise.all(calls);
  expect([...answers.keys()].sort()).toEqual(['/a 200 "/a"', '/b 200 "/b"']);
});

test("a request whose body comes after a change is answered by the description as it is then", async () => {
  const changing = description(["/a", "/b"]);
  const mock = await startMock({ description: changing });
  onTestFinished(() => mock.stop());
  await using connection = await openRawConnection(mock.port);
  connection.write(
    "POST /b HTTP/1.1\r\nHost: mock\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nx",
  );
  // The interim answer tells that the request has been routed.
  await expect.poll(async () => (await connection.read({ until: { responses: 1 } }))[0]?.status).toBe(100);
  changing.paths = description(["/b", "/c"]).paths;
  await mock.reload();
  connection.write("y");
  const [, answer] = await connection.read({ until: { responses: 2 } });
  expect([answer?.status, answer?.body]).toEqual([200, '"/b"']);
});
