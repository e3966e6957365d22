import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { startMock } from "@spkey/mock";
import { exampleRequest, readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { succeed } from "./execute.ts";
import { folderOf, isInstalled } from "./installed.ts";
import { npm, type Registry, startRegistry } from "./registry.ts";

/** As much of a row of the package's file as the tests need. */
interface Callable {
  readonly id: string;
  readonly refusal?: string;
  readonly credentials: readonly { readonly variables: readonly string[] }[];
}

let registry: Registry;
let project: string;
beforeAll(async () => {
  registry = await startRegistry();
  await registry.publish("@spkey/mcp");
  project = await registry.project();
  await succeed([process.execPath, npm, "install", "@spkey/mcp"], project);
}, 120_000);
afterAll(() => registry?.stop());

/** A client of the SDK, connected to the installed command. */
async function connect(command: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const [program = "", ...args] = command;
  const client = new Client({ name: "test", version: "1.0.0" });
  const { PATH = "" } = process.env;
  const env = { PATH, HOME: project, ...environment };
  await client.connect(new StdioClientTransport({ command: program, args, cwd: project, env }));
  onTestFinished(() => client.close());
  return client;
}

const installed = () => join(project, "node_modules/@spkey/mcp/dist");
const exec = [process.execPath, npm, "exec", "--offline", "--", "spkey-mcp"];

describe("the server for assistants, as it is installed", () => {
  test("brings no other package along", async () => {
    const names = await readdir(join(project, "node_modules"));
    expect(names.filter((name) => !name.startsWith("."))).toEqual(["@spkey"]);
    expect(await readdir(join(project, "node_modules/@spkey"))).toEqual(["mcp"]);
  });

  test("says how it is called", async () => {
    expect(await succeed([...exec, "--help"], project)).toContain("Usage: spkey-mcp [options]");
  });

  test("calls what was allowed, and reads the rest", async () => {
    const document = await readDocument("ours");
    const description = readDescription(document);
    const all: readonly Callable[] = JSON.parse(await readFile(join(installed(), "operations.json"), "utf8"));
    const callable = all.find(({ refusal }) => refusal === undefined);
    const operation = description.operations.find(({ id }) => id === callable?.id);
    if (!callable || !operation) return expect.unreachable("Our description has no operation that can be called.");
    const mock = await startMock();
    onTestFinished(() => mock.stop());
    const environment = Object.fromEntries(
      callable.credentials.flatMap(({ variables }) => variables).map((name) => [name, "made-up"]),
    );
    const client = await connect([...exec, "--allow", callable.id, "--url", mock.url], environment);

    const { tools } = await client.listTools();
    const { parameters, body } = exampleRequest(description, operation);
    const places = Object.entries(parameters).filter(([, values]) => Object.keys(values).length > 0);
    const given = { ...Object.fromEntries(places), ...(body !== undefined && { body }) };
    const result = await client.callTool({ name: tools.at(-1)?.name ?? "", arguments: given });
    expect(result.structuredContent).toMatchObject({ outcome: "succeeded" });
    expect(mock.calls.at(-1)?.verdict).toBe("accepted");
  });

  const oldest = isInstalled("node20") ? join(folderOf("node20"), "bin/node") : undefined;
  test.skipIf(oldest === undefined && !process.env["CI"])("runs on the oldest Node that it names", async () => {
    const all: readonly Callable[] = JSON.parse(await readFile(join(installed(), "operations.json"), "utf8"));
    const [callable] = all.filter(({ refusal }) => refusal === undefined);
    const variables = callable?.credentials.flatMap((each) => each.variables) ?? [];
    const allowed = callable ? ["--allow", callable.id] : [];
    const client = await connect(
      [oldest ?? "node20", join(installed(), "cli.js"), ...allowed],
      Object.fromEntries(variables.map((name) => [name, "made-up"])),
    );
    const result = await client.callTool({ name: "search_operations", arguments: {} });
    expect(result.structuredContent).toMatchObject({ total: expect.any(Number) });
    expect((await client.listTools()).tools).toHaveLength(callable ? 5 : 4);
  });
});
