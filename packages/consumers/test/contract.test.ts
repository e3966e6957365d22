import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Mock, startMock } from "@spkey/mock";
import { descriptionFile } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute, succeed } from "./execute.ts";
import { npm, type Registry, startRegistry } from "./registry.ts";

let registry: Registry;
let project: string;
let mock: Mock;
beforeAll(async () => {
  registry = await startRegistry();
  await registry.publish("@spkey/spec", "@spkey/mock", "@spkey/contract");
  project = await registry.project();
  await succeed([process.execPath, npm, "install", "@spkey/contract"], project);
  mock = await startMock({ description: descriptionFile("command") });
}, 120_000);
afterAll(async () => {
  await mock?.stop();
  await registry?.stop();
});

const contract = (...args: readonly string[]) =>
  execute([process.execPath, npm, "exec", "--offline", "--", "spkey-contract", ...args], project);

describe("the contract command, as it is installed", () => {
  test("says how it is called", async () => {
    const { code, stdout } = await contract("--help");
    expect(code).toBe(0);
    expect(stdout).toContain("Usage: spkey-contract COMMAND");
  });

  test("verifies a server, in the words of its description's file", async () => {
    const spec = descriptionFile("command");
    const { code, stdout, stderr } = await contract("verify", "--url", mock.url, "--spec", spec, "--read-only");
    expect(stderr).toBe("");
    // Its one operation changes something, and is left out.
    expect(stdout).toContain("could not run  Watch 1.0.0");
    expect(code).toBe(2);
  });

  test("brings our description, the mock and its proxy along", async () => {
    const { code, stdout } = await contract("test", "--phase", "examples", "--report", "html=report.html");
    expect(stdout).toMatch(/^kept {2}/m);
    expect(code).toBe(0);
  });

  test("has types for its reports", async () => {
    await writeFile(
      join(project, "read.mjs"),
      'import { catalogue } from "@spkey/contract"; console.log(catalogue["invalid-body"].severity);\n',
    );
    expect(await succeed([process.execPath, "read.mjs"], project)).toBe("error\n");
  });
});
