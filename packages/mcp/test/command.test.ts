import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { start } from "./connect.ts";
import { packageOf } from "./packages.ts";

const initialize = `${JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } },
})}\n`;

const canary = "canary-secret-7";

/** What is no call of the command: nothing is served, and nothing is written to its standard output. */
const wrong: readonly {
  readonly name: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly says: string;
}[] = [
  { name: "an unknown option", args: ["--alow", "dismissGuard"], says: "There is no option --alow." },
  {
    name: "an operation that there is not",
    args: ["--allow", "dismissGard"],
    says: "there is no operation `dismissGard`. Did you mean dismissGuard?",
  },
  { name: "an operation in other letters", args: ["--allow", "DismissGuard"], says: "Did you mean dismissGuard?" },
  { name: "a part of a name", args: ["--allow", "dismiss*"], says: "there is no operation `dismiss?`" },
  {
    name: "all of several names but one",
    args: ["--allow", "dismissGuard", "--allow", "nothing"],
    says: "there is no operation `nothing`",
  },
  {
    name: "no credentials",
    args: ["--allow", "dismissGuard"],
    says: "set WATCH_TOKEN and WATCH_KEY in the environment",
  },
  {
    name: "a part of the credentials",
    args: ["--allow", "dismissGuard"],
    environment: { WATCH_TOKEN: canary },
    says: "set WATCH_KEY in the environment",
  },
  {
    name: "a credential as an argument",
    args: [`--token=${canary}`],
    says: "Credentials come from the environment only",
  },
  {
    name: "a credential as an argument of its own",
    args: ["--api-key", canary],
    says: "Credentials come from the environment only",
  },
  { name: "a word too many", args: [canary], says: "An argument can't be read." },
  { name: "a URL that is none", args: ["--url", canary], says: "--url takes the URL of a server" },
  {
    name: "a URL with credentials",
    args: ["--url", `https://ada:${canary}@example.com`],
    says: "--url has credentials",
  },
  {
    name: "a URL with a query",
    args: ["--url", `https://example.com/?key=${canary}`],
    says: "--url has credentials, a query",
  },
  {
    name: "plain HTTP to another machine",
    args: ["--allow", "dismissGuard", "--url", "http://watch.example.com"],
    environment: { WATCH_TOKEN: canary, WATCH_KEY: canary },
    says: "must be an HTTPS URL (HTTP for loopback)",
  },
  { name: "a time that is none", args: ["--timeout", "soon"], says: "--timeout takes a time" },
];

test.for(wrong)("$name ends it with 2, and a word on what to do", async ({ args, environment = {}, says }) => {
  const run = await start("command", args, environment);
  expect(await run.exit).toBe(2);
  expect(run.stderr()).toContain(says);
  expect(run.stderr()).toContain("See spkey-mcp --help.");
  expect(run.stdout()).toBe("");
  expect(run.stderr()).not.toContain(canary);
});

test("an operation that an assistant can't call is refused with the reason", async () => {
  const { operations } = await packageOf("museum");
  const refused = operations.filter(({ refusal }) => refusal !== undefined);
  expect(refused.length).toBeGreaterThan(0);
  for (const { id, refusal } of refused) {
    const run = await start("museum", ["--allow", id]);
    expect(await run.exit).toBe(2);
    expect(run.stderr()).toContain(`\`${id}\` can't be called from here: ${refusal}`);
  }
});

test("--help says how it is called, and names every option", async () => {
  const run = await start("command", ["--help", "--nonsense"]);
  expect(await run.exit).toBe(0);
  for (const word of ["--allow", "--url", "--timeout", "--version", "mcpServers", "Exit codes"])
    expect(run.stdout()).toContain(word);
  expect(run.stderr()).toBe("");
});

test("--version says the version of the package", async () => {
  const run = await start("command", ["--version"]);
  expect(await run.exit).toBe(0);
  const manifest = JSON.parse(await readFile(fileURLToPath(new URL("../package.json", import.meta.url)), "utf8"));
  expect(run.stdout()).toBe(`${manifest.version}\n`);
});

test("ends when its input ends, after it has answered", async () => {
  const run = await start("command");
  run.write(initialize);
  run.write(`${JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "read_errors" } })}\n`);
  run.end();
  expect(await run.exit).toBe(0);
  expect(run.stdout().trim().split("\n")).toHaveLength(2);
  expect(run.stderr()).toBe("");
});

test.for(["SIGINT", "SIGTERM"] as const)("ends at %s", async (signal) => {
  const run = await start("command");
  run.write(initialize);
  await run.lines(1);
  run.kill(signal);
  expect(await run.exit).toBe(0);
});

test("ends when nobody reads its output any more", async () => {
  const { child, ...run } = await start("command");
  run.write(initialize);
  await run.lines(1);
  child.stdout?.destroy();
  run.write(`${JSON.stringify({ jsonrpc: "2.0", id: 2, method: "ping" })}\n`.repeat(200));
  expect(await run.exit).toBe(0);
});

const nonsense = [
  { name: "what is no JSON", line: "hello", code: -32700 },
  { name: "half of a message", line: '{"jsonrpc":"2.0","id":', code: -32700 },
  { name: "an empty line", line: "", code: -32700 },
  { name: "JSON that is no message", line: '{"hello":1}', code: -32600 },
  { name: "a list of messages", line: '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', code: -32600 },
  { name: "null", line: "null", code: -32600 },
];

test.for(nonsense)("answers $name with an error, and goes on", async ({ line, code }) => {
  const run = await start("command");
  run.write(`${line}\n${initialize}`);
  const answers = await run.lines(2);
  expect(answers).toContainEqual(expect.objectContaining({ id: null, error: expect.objectContaining({ code }) }));
  expect(answers).toContainEqual(expect.objectContaining({ id: 1, result: expect.anything() }));
});

test("answers a line without an end with an error, and not with all of the memory", async () => {
  const run = await start("command");
  const chunk = "x".repeat(1024 * 1024);
  for (let count = 0; count < 12; count++) run.write(chunk);
  const [answer] = await run.lines(1);
  expect(answer).toMatchObject({ id: null, error: { code: -32600 } });
  run.end();
  expect(await run.exit).toBe(0);
});
