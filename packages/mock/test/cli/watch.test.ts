import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { spkeyMock } from "./spkey-mock.ts";

/** A folder with files, in which a mock watches. */
async function watching(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "spkey-mock-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) await write(name, text);
  const paths = args.map((arg) => (arg in files ? join(folder, arg) : arg));
  const mock = spkeyMock("--port", "0", "--watch", "--spec", join(folder, "api.yaml"), ...paths);
  const url = await mock.ready();
  const statusOf = async (path: string) => (await fetch(url + path)).status;
  return { ...mock, folder, write, url, statusOf };
}

function api(path: string, status = 204): string {
  const responses = `{ "${status}": { description: Done. } }`;
  return `openapi: 3.1.0\ninfo: { title: Things, version: 1.0.0 }\npaths:\n  ${path}:\n    get:\n      operationId: get\n      responses: ${responses}\n`;
}

describe("--watch", () => {
  test("answers by the description as it is now", async () => {
    const { write, printed, statusOf } = await watching({ "api.yaml": api("/a") });
    expect([await statusOf("/a"), await statusOf("/b")]).toEqual([204, 404]);
    await write("api.yaml", api("/b"));
    expect(await printed(/^reloaded {2}.*$/m)).toMatch(/api\.yaml$/);
    expect([await statusOf("/a"), await statusOf("/b")]).toEqual([404, 204]);
  });

  test("goes on with the last good one, says where another is none, and takes it when it is mended", async () => {
    const { write, printed, statusOf, folder } = await watching({ "api.yaml": api("/a") });
    await write("api.yaml", `${api("/b")}  nothing: [\n`);
    expect(await printed(/^warning: .*$/m)).toMatch(
      /^warning: Can't mock .*api\.yaml:\d+:\d+: .* The mock goes on as before\.$/,
    );
    expect(await statusOf("/a")).toBe(204);
    await rm(join(folder, "api.yaml"));
    await printed(/^warning: .*ENOENT/m);
    expect(await statusOf("/a")).toBe(204);
    await write("api.yaml", api("/b"));
    await printed(/^reloaded/m);
    expect(await statusOf("/b")).toBe(204);
  });

  test("watches what the description refers to, also where editors put another file in its place", async () => {
    const item = (status: number) => `get:\n  responses: { "${status}": { description: Done. } }\n`;
    const root = "openapi: 3.1.0\ninfo: { title: Things, version: 1.0.0 }\npaths:\n  /a: { $ref: ./item.yaml }\n";
    const { write, printed, statusOf, folder } = await watching({ "api.yaml": root, "item.yaml": item(204) });
    expect(await statusOf("/a")).toBe(204);
    await write("item.yaml~", item(200));
    await rename(join(folder, "item.yaml~"), join(folder, "item.yaml"));
    expect(await printed(/^reloaded {2}.*$/m)).toMatch(/item\.yaml$/);
    expect(await statusOf("/a")).toBe(200);
  });

  test("plays the scenarios as they are now", async () => {
    const scenario = (code: number) => `get:\n  answers: [{ code: ${code} }]\n`;
    const { write, printed, statusOf } = await watching(
      { "api.yaml": api("/a"), "play.yaml": scenario(204) },
      "--scenarios",
      "play.yaml",
    );
    await write("play.yaml", scenario(205));
    expect(await printed(/^warning: .*$/m)).toMatch(
      /play\.yaml:2:21: `get` has no documented response 205; it has 204\. The mock/,
    );
    expect(await statusOf("/a")).toBe(204);
    await write("api.yaml", api("/a", 205));
    await printed(/^warning: .*has no documented response 204/m);
    expect(await statusOf("/a")).toBe(204);
    await write("play.yaml", scenario(205));
    await printed(/^reloaded/m);
    expect(await statusOf("/a")).toBe(205);
  });

  test("says so in JSON, and ends with the mock", async () => {
    const { child, write, printed, exit } = await watching({ "api.yaml": api("/a") }, "--log", "json");
    await write("api.yaml", api("/b"));
    expect(JSON.parse(await printed(/^.*"reloaded".*$/m))).toEqual({
      time: expect.any(String),
      event: "reloaded",
      files: [expect.stringMatching(/api\.yaml$/)],
    });
    child.kill("SIGINT");
    expect(await exit).toEqual({ code: 0, output: expect.not.stringMatching(/error|warning/) });
  });

  test("watches files only", async () => {
    const { code, output } = await spkeyMock("--watch", "--spec", "https://a.test/api.yaml").exit;
    expect([code, output]).toEqual([2, expect.stringMatching(/^--watch watches files, and --spec is a URL/)]);
  });
});
