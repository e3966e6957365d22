import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Mock, startMock } from "@spkey/mock";
import { descriptionFile, temporaryFolder } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands, help } from "../../src/cli/help.ts";
import { readOptions } from "../../src/cli/options.ts";

const entry = fileURLToPath(new URL("../../src/cli/entry.ts", import.meta.url));
const spec = descriptionFile("command");

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  interrupt?: Promise<unknown>,
): Promise<Ended> {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [entry, ...args], { env: { PATH, ...env } });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (output.stdout += String(text)));
  child.stderr.on("data", (text) => (output.stderr += String(text)));
  void interrupt?.then(() => child.kill("SIGINT"));
  const [code] = (await once(child, "close")) as [number | null]; // With the exit code first.
  return { code, ...output };
}

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ description: spec });
});
afterAll(() => mock?.stop());

describe("spkey-contract", () => {
  test("verifies a server, and writes its reports", async () => {
    const folder = await temporaryFolder();
    const at = (name: string) => join(folder, name);
    await writeFile(
      at("values.yaml"),
      "dismissGuard: { throwAway: false, values: [{ path: { guardId: guard-of-ours } }] }\n",
    );
    const args = [
      "verify",
      "--url",
      mock.url,
      "--spec",
      spec,
      "--allow",
      "dismissGuard",
      "--values",
      at("values.yaml"),
    ];
    const more = [
      "--bearer-env",
      "TOKEN",
      "--api-key-env",
      "key=KEY",
      "--report",
      `html=${at("r.html")},junit=${at("r.xml")}`,
      "--report",
      `json=${at("r.json")},github`,
    ];
    const { code, stdout, stderr } = await run([...args, ...more], { TOKEN: "canary-token", KEY: "canary-key" });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^kept {2}Watch 1\.0\.0 at http/m);
    // No color, and no line of progress, where nobody looks at a terminal.
    expect(stdout).not.toContain("\u001b");
    const files = await Promise.all(["r.html", "r.xml", "r.json"].map((name) => readFile(at(name), "utf8")));
    expect(JSON.parse(files[2] ?? "")).toMatchObject({ version: 1, verdict: "kept", exitCode: 0, findings: [] });
    expect([stdout, ...files].join("")).not.toMatch(/canary|guard-of-ours/);
  });

  test("runs one case again", async () => {
    const args = ["case", "dismissGuard/refused/body.postId/type/null", "--url", mock.url, "--spec", spec];
    const leave = ["--allow", "dismissGuard", "--values", "examples", "--bearer-env", "T", "--api-key-env", "T"];
    const { code, stdout } = await run([...args, ...leave], { T: "some-token" });
    expect(stdout).toContain("1 case sent");
    expect(stdout).toContain("curl --include --request POST");
    expect(stdout).toContain("answered with 400: kept");
    expect(code).toBe(0);
  });

  test("ends at Ctrl-C with the report so far", async () => {
    let called: () => void = () => {};
    const calling = new Promise<void>((resolve) => {
      called = resolve;
    });
    const server = createServer(() => called());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // It listens on a port.
    const args = [
      "verify",
      "--url",
      `http://127.0.0.1:${port}`,
      "--spec",
      spec,
      "--allow",
      "dismissGuard",
      "--values",
      "examples",
    ];
    const env = { T: "some-token" };
    const { code, stdout } = await run(
      [...args, "--bearer-env", "T", "--api-key-env", "T", "--timeout", "1m"],
      env,
      calling,
    );
    server.closeAllConnections();
    server.close();
    expect(stdout).toContain("It was ended before all cases were sent.");
    expect(code).toBe(130);
  });

  test.for([
    { args: ["verify", "--url", "http://127.0.0.1:1", "--token=canary"], says: "from the environment only" },
    {
      args: ["verify", "--url", "http://127.0.0.1:1", "--spec", spec, "--bearer-env", "canary.x.y"],
      says: "name of an environment variable",
    },
    {
      args: ["verify", "--url", "http://127.0.0.1:1", "--spec", spec, "--operation", "nothing"],
      says: "no operation `nothing`",
    },
    { args: ["replay", "nowhere.har"], says: "recording can't be read" },
  ])("refuses $args without repeating what may be a secret", async ({ args, says }) => {
    const { code, stdout, stderr } = await run(args, {});
    expect(stderr).toContain(says);
    expect(stdout + stderr).not.toContain("canary");
    expect(code).toBe(2);
  });

  test("holds the mock against a description, and tells of its coverage", async () => {
    const tested = await run(["test", "--spec", spec]);
    expect([tested.code, tested.stderr]).toEqual([0, ""]);
    const covered = await run(["coverage", "--spec", spec]);
    expect(covered.stdout).toMatch(/^(\d+) of \1 rules are tried/m);
    expect(covered.code).toBe(0);
  });
});

describe("the help", () => {
  test.for(["main", ...commands] as const)("%s", (name) => {
    const text = help[name];
    expect(text).toContain("Usage: spkey-contract");
    expect(text).toContain("Exit codes:");
    expect(text.split("\n").filter((line) => line.length > 132)).toEqual(
      text.split("\n").filter((line) => line.startsWith("Kinds of findings")),
    );
  });

  test("has each option that is read", () => {
    const texts = Object.values(help).join("");
    const options = [
      "url",
      "spec",
      "values",
      "read-only",
      "allow",
      "bearer-env",
      "api-key-env",
      "basic-env",
      "operation",
      "phase",
      "seed",
      "shard",
      "timeout",
      "rate",
      "accept",
      "report",
      "no-color",
    ];
    expect(options.filter((name) => !texts.includes(`--${name} `))).toEqual([]);
  });
});

describe("options", () => {
  const read = (...args: string[]) => readOptions(["verify", "--url", "http://a.test/v1/", ...args]);

  test("are read", () => {
    expect(
      read(
        "--shard",
        "2/4",
        "--timeout",
        "500ms",
        "--rate",
        "30/m",
        "--phase",
        "fuzz",
        "--accept",
        "undocumented-status,no-answer",
      ),
    ).toMatchObject({
      url: "http://a.test/v1",
      shard: { index: 2, count: 4 },
      timeout: 500,
      rate: 0.5,
      phases: ["fuzz"],
      accept: ["undocumented-status", "no-answer"],
    });
    expect(read("--allow", "a,b", "--allow", "DELETE /c", "--operation", "a")).toMatchObject({
      allow: ["a", "b", "DELETE /c"],
      operations: ["a"],
    });
  });

  test.for([
    ["--shard", "5/4"],
    ["--timeout", "soon"],
    ["--rate", "0"],
    ["--phase", "all"],
    ["--accept", "everything"],
    ["--seed", "-1"],
    ["--report", "pdf=file"],
  ])("%s %s is refused", ([name = "", value = ""]) => {
    expect(() => read(name, value)).toThrow(name);
  });

  test.for([
    { args: ["verify"], says: "--url" },
    { args: ["verify", "--url", "canary:secret"], says: "URL of a server" },
    { args: ["verify", "--url", "https://canary:canary@host.test/"], says: "credentials" },
    { args: ["verify", "--url", "http://a.test", "--bearer", "canary"], says: "from the environment only" },
    { args: ["verify", "--url", "http://a.test", "canary"], says: "too many" },
    { args: ["verify", "--url", "http://a.test", "--canary"], says: "no option" },
    { args: ["verify", "--url", "http://a.test", "--read-only=canary"], says: "--read-only" },
    { args: ["case", "--url", "http://a.test"], says: "which case" },
    { args: ["nonsense"], says: "one of verify" },
    { args: ["test", "--url", "http://a.test"], says: "`test` has no option --url" },
  ])("$args are refused", ({ args, says }) => {
    let message = "";
    try {
      readOptions(args);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(says);
    expect(message.replace("no option --canary", "")).not.toContain("canary");
  });
});
