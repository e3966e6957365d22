import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { startMock } from "../../dist/index.js";
import { call, command } from "../call.ts";
import { spkeyMock, spkeyMockWith } from "./spkey-mock.ts";

const folder = mkdtempSync(join(tmpdir(), "spkey-mock-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file with that text. */
function broken(text: string): string {
  const file = join(mkdtempSync(join(folder, "broken-")), "description.yaml");
  writeFileSync(file, text);
  return file;
}

test.for(["SIGINT", "SIGTERM"] as const)("serves until %s, and exits with 0", async (signal) => {
  const { child, ready, exit } = spkeyMock("--port", "0");
  const response = await fetch(`${await ready()}/nowhere`);
  expect(response.status).toBe(404);
  child.kill(signal);
  expect(await exit).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^GET \/nowhere {2}404 mock .*has no such path/m),
  });
});

test("goes on when nobody reads its log any more", async () => {
  const { child, ready, exit } = spkeyMock("--port", "0");
  const url = await ready();
  child.stdout.destroy();
  child.stderr.destroy();
  for (let i = 0; i < 5; i++) expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  child.kill();
  expect((await exit).code).toBe(0);
});

test("answers while the reader of its log has stopped reading, who then gets every line", async () => {
  const { child, ready, printed, exit } = spkeyMock("--port", "0", "--log", "json");
  const url = await ready();
  child.stdout.pause();
  // With 200 bytes for each, several times what lies between the two processes.
  const calls = 5_000;
  for (let i = 0; i < calls; i += 50) {
    await Promise.all(Array.from({ length: 50 }, async () => (await fetch(`${url}/nowhere`)).arrayBuffer()));
  }
  await fetch(`${url}/nowhere`, { method: "PUT" });
  child.stdout.resume();
  await printed(/"PUT"/);
  child.kill();
  const { code, output } = await exit;
  expect(code).toBe(0);
  expect(output.match(/^\{.*"GET".*404.*\}$/gm)).toHaveLength(calls);
});

/** A "billion laughs": each line is ten times the one before it. */
const aliasesInAliases = [
  "openapi: 3.1.0",
  "x-0: &a0 [lol]",
  ...Array.from({ length: 30 }, (_, index) => `x-${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`)}]`),
  "paths: {}",
].join("\n");

test("--help tells the options", async () => {
  expect(await spkeyMock("--help").exit).toMatchObject({
    code: 0,
    output: expect.stringContaining("--spec <file or URL>"),
  });
});

test.for([
  { args: ["--prot", "1"], code: 2, says: "Unknown option '--prot'" },
  { args: ["--port", "http"], code: 2, says: "--port takes a number from 0 to 65535, not `http`." },
  { args: ["--port", "65536"], code: 2, says: "--port takes a number" },
  { args: ["--port", "0", "--spec", "nowhere.yaml"], code: 1, says: /^Can't mock nowhere\.yaml: .*ENOENT/ },
  {
    args: ["--port", "0", "--spec", "http://127.0.0.1:1/"],
    code: 1,
    says: /^Can't mock http:\/\/127\.0\.0\.1:1\/: .*fetch failed/,
  },
  {
    args: ["--port", "0", "--spec", broken("a: [\n")],
    code: 2,
    says: /^Can't mock .*description\.yaml:2:1: unexpected end/,
  },
  {
    args: ["--port", "0", "--spec", broken("a: 1\n")],
    code: 2,
    says: /^Can't mock .*description\.yaml:1:1: this is no OpenAPI description\. .*`openapi: 3\.1\.0`/,
  },
  {
    args: ["--port", "0", "--scenarios", broken("a: 1\n")],
    code: 2,
    says: /description\.yaml:1:4: a scenario is a map/,
  },
  { args: ["--port", "0", "--spec", ""], code: 2, says: /^--spec takes a file or a URL, and is empty/ },
  { args: ["--port", "0", "--scenarios", ""], code: 2, says: /^--scenarios takes a file, and is empty/ },
  { args: ["--port", "0", "--host", ""], code: 2, says: /^--host takes a name or an address/ },
  {
    args: ["--port", "0", "--spec", broken("")],
    code: 2,
    says: /description\.yaml:1:1: it is empty.*`openapi: 3\.1\.0`/,
  },
  { args: ["--port", "0", "--spec", broken("# nothing\n")], code: 2, says: /description\.yaml:1:1: it is empty/ },
  {
    args: ["--port", "0", "--spec", broken("info: {}\nopenapi: 4.0.0\npaths: {}\n")],
    code: 2,
    says: /description\.yaml:2:1: openapi 4\.0\.0 is no version.*from 3\.0 to 3\.2/,
  },
  {
    args: ["--port", "0", "--spec", broken('swagger: "1.2"\npaths: {}\n')],
    code: 2,
    says: /description\.yaml:1:1: This is Swagger 1\.2: convert it first/,
  },
  {
    args: ["--port", "0", "--spec", broken('openapi: 3.1.0\npaths:\n  /a:\n    $ref: "#/nowhere"\n')],
    code: 2,
    says: /description\.yaml:3:3: the reference #\/nowhere leads nowhere\./,
  },
  {
    args: ["--port", "0", "--spec", broken(aliasesInAliases)],
    code: 2,
    says: /description\.yaml:\d+:\d+: .*more than 10,000,000 values: .* Write a schema once and refer to it by `\$ref`/,
  },
  { args: ["--port", "0", "--spec", folder], code: 1, says: /^Can't mock .*: .*EISDIR/ },
  { args: ["--port", "0", "--scenarios", "nowhere.yaml"], code: 1, says: /^Can't read the scenarios: ENOENT/ },
  { args: ["--port", "0", "--fail-with", "500"], code: 2, says: /^--fail-with .*add --fail 5%/ },
  { args: ["--port", "0", "--host", "203.0.113.1"], code: 1, says: /no address 203\.0\.113\.1 .*--host/ },
  {
    args: [
      "--port",
      "0",
      "--spec",
      command,
      "--scenarios",
      broken("checkOutGuest:\n  answers:\n    - { code: 200, example: gone }\n"),
    ],
    code: 2,
    says: /description\.yaml:3:29: the response 200 of `checkOutGuest` has no example `gone`, which has checkedOut/,
  },
  {
    args: [
      "--port",
      "0",
      "--spec",
      command,
      "--scenarios",
      broken("checkOutGuest:\n  per: [path.guest]\n  answers: [{ code: 200 }]\n"),
    ],
    code: 2,
    says: /description\.yaml:2:9: `checkOutGuest` is sent no `path\.guest`, which has path\.id, body\.roomId/,
  },
  {
    args: [
      "--port",
      "0",
      "--spec",
      command,
      "--scenarios",
      broken("checkOutGuest:\n  per: [body.roomid]\n  answers: [{ code: 200 }]\n"),
    ],
    code: 2,
    says: /:2:9: .*no `body\.roomid`.* Did you mean body\.roomId\?/,
  },
])("$args exits with $code and says why", async ({ args, code, says }) => {
  expect(await spkeyMock(...args).exit).toMatchObject({ code, output: expect.stringMatching(says) });
});

test("a port that is taken exits with 1 and says what to do", async () => {
  const mock = await startMock({ description: command });
  onTestFinished(() => mock.stop());
  const { code, output } = await spkeyMock("--port", String(mock.port)).exit;
  expect([code, output]).toEqual([
    1,
    "The port is taken. Choose another with --port, take the next free one with --next-port, or any with --port 0.\n",
  ]);
});

test("a port that is taken is left for the next one where that will do", async () => {
  const mock = await startMock({ description: command });
  onTestFinished(() => mock.stop());
  const { child, ready } = spkeyMock("--next-port", "--port", String(mock.port));
  expect(Number(new URL(await ready()).port)).toBeGreaterThan(mock.port);
  child.kill();
});

test("serves a description of another server, says what it breaks, and logs in JSON", async () => {
  const thing = { schema: { type: "string", maxLength: 3 }, example: "far too long" };
  const description = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    paths: {
      "/thing": { get: { responses: { "200": { description: "One.", content: { "application/json": thing } } } } },
    },
  };
  const server = createServer((_, response) => response.end(JSON.stringify(description))).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // Of a server that listens on TCP.
  const { child, ready, printed, exit } = spkeyMock(
    "--port",
    "0",
    "--log",
    "json",
    "--spec",
    `http://127.0.0.1:${port}/openapi.json`,
  );
  expect(await (await fetch(`${await ready()}/thing`)).json()).toBe("far too long");
  await printed(/"warning"/);
  child.kill("SIGINT");
  const { code, output } = await exit;
  expect(code).toBe(0);
  expect(output).toMatch(
    /"event":"warning","message":"GET \/thing 200 \(application\/json\) breaks its own schema, at #\/paths\/.*3 characters/m,
  );
  expect(output).toMatch(/^\{"time":.*"path":"\/thing","status":200,"verdict":"accepted"/m);
});

test.for([
  { name: "wrong arguments", args: ["--port", "http"], code: 2 },
  { name: "a description that is none", args: ["--port", "0", "--spec", broken("a: 1\n")], code: 2 },
  { name: "an unknown option", args: ["--prot", "1"], code: 2 },
])("--log json says in JSON of $name", async ({ args, code }) => {
  const { code: ended, output } = await spkeyMock("--log", "json", ...args).exit;
  expect(ended).toBe(code);
  expect(
    output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([{ time: expect.stringMatching(/^\d{4}-.*Z$/), event: "error", message: expect.any(String) }]);
});

test("--log json writes nothing but JSON, from the start to the end", async () => {
  const empty = broken("openapi: 3.1.0\ninfo: { title: None, version: 1.0.0 }\npaths: {}\n");
  const { child, ready, printed, exit } = spkeyMock("--port", "0", "--log=json", "--spec", empty);
  const url = await ready();
  await fetch(`${url}/nowhere?token=secret-1`);
  await printed(/404/);
  child.kill();
  const lines: unknown[] = (await exit).output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(3);
  expect(lines).toContainEqual({ time: expect.any(String), event: "serving", url });
  expect(lines).toContainEqual({
    time: expect.any(String),
    event: "warning",
    message: expect.stringContaining("no operations"),
  });
  expect(lines).toContainEqual(
    expect.objectContaining({
      method: "GET",
      path: "/nowhere",
      status: 404,
      reasons: [expect.stringMatching(/no such path/)],
    }),
  );
});

test("the log names the path and the reason of each refusal of the mock's own", async () => {
  const { child, ready, printed, exit } = spkeyMock("--port", "0", "--spec", command);
  const url = await ready();
  await fetch(`${url}/guests/ada/CheckOt?token=secret-1`);
  await fetch(`${url}/guests/ada/CheckOut`);
  await call({ url }, { headers: { Prefer: "code=500" } });
  await printed(/ 422 /);
  child.kill();
  const { output } = await exit;
  expect(output).toMatch(/^GET \/guests\/ada\/CheckOt {2}404 mock .* Did you mean \/guests\/\{id\}\/CheckOut\?$/m);
  expect(output).toMatch(/^GET \/guests\/\{id\}\/CheckOut {2}405 mock .* no GET on this path; it has POST\.$/m);
  expect(output).toMatch(
    /^POST \/guests\/\{id\}\/CheckOut {2}422 mock .* no response 500 for this operation; it has 200, /m,
  );
  expect(output).not.toMatch(/secret/);
});

test.for(["--help", "--version", "-h"])(
  "%s is told on the standard output, whatever stands beside it",
  async (asked) => {
    const { child, exit } = spkeyMock("--port", "http", "--prot", asked);
    child.stderr.on("data", (text) => expect(text).toBe(""));
    expect(await exit).toMatchObject({ code: 0, output: expect.stringMatching(/^Mocks|^\d+\.\d+\.\d+\n$/) });
  },
);

test("an address of a description is told without its secrets", async () => {
  const { code, output } = await spkeyMock(
    "--port",
    "0",
    "--spec",
    "http://ada:secret-1@127.0.0.1:1/a.yaml?token=secret-2",
  ).exit;
  expect([code, output]).toEqual([1, expect.stringMatching(/^Can't mock http:\/\/127\.0\.0\.1:1\/a\.yaml: /)]);
  expect(output).not.toMatch(/secret/);
});

test("--proxy tells in the log what of an exchange breaks the description", async () => {
  const real = createServer((_, response) => response.writeHead(200, { "Content-Type": "application/json" }).end("{}"));
  onTestFinished(() => void real.close());
  await once(real.listen(0, "127.0.0.1"), "listening");
  const { port } = real.address() as AddressInfo; // Of a server that listens on TCP.
  const { child, ready, printed } = spkeyMock("--port", "0", "--spec", command, "--proxy", `http://127.0.0.1:${port}`);
  const response = await call({ url: await ready() }, { body: { roomId: 1 } });
  expect([response.status, await response.json()]).toEqual([200, {}]);
  expect(await printed(/^POST \/guests.*$/m)).toMatch(
    /^POST \/guests\/\{id\}\/CheckOut {2}200 violated .* request\.body\.roomId: .*; response\.body: /,
  );
  child.kill();
});

test.for([
  { env: { FORCE_COLOR: "1", NO_COLOR: undefined }, colored: true },
  { env: { FORCE_COLOR: "1", NO_COLOR: "1" }, colored: false },
  { env: { FORCE_COLOR: undefined, NO_COLOR: undefined }, colored: false },
  { env: { FORCE_COLOR: "1", NO_COLOR: undefined }, args: ["--log", "json"], colored: false },
])("with $env and $args, the log is in colors: $colored", async ({ env, args = [], colored }) => {
  const { child, ready, printed, exit } = spkeyMockWith({ env }, "--port", "0", ...args);
  await fetch(`${await ready()}/nowhere`);
  await printed(/no such path/);
  child.kill();
  const { output } = await exit;
  expect(output.includes("\u001b[")).toBe(colored);
  expect(output).not.toMatch(/NO_COLOR/);
});

test("a description comes over the standard input", async () => {
  const input = `\uFEFF${readFileSync(command, "utf8").replaceAll("\n", "\r\n")}`;
  const { child, ready } = spkeyMockWith({ input }, "--port", "0", "--spec", "-");
  expect((await call({ url: await ready() })).status).toBe(200);
  child.kill();
});

test.for([
  { input: "", says: /^stdin:1:1: it is empty/ },
  { input: "openapi: 3.1.0\npaths: [\n", says: /^stdin:3:1: / },
  { input: "openapi: 3.1.0\nopenapi: 3.1.0\n", says: /^stdin:2:1: Map keys must be unique/ },
  { input: "openapi: 4.0.0\n", says: /^Can't mock the description: openapi 4\.0\.0 is no version/ },
])("what comes over the standard input may be none: $says", async ({ input, says }) => {
  const { code, output } = await spkeyMockWith({ input }, "--port", "0", "--spec", "-").exit;
  expect([code, output]).toEqual([2, expect.stringMatching(says)]);
});
