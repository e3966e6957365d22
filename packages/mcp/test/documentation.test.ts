import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { createSampleMaker } from "@spkey/samples/write";
import { descriptions, readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { descriptionUri } from "../src/documentation.ts";
import { maxExcerpt } from "../src/excerpt.ts";
import { shippedDocumentation } from "../tools/documentation.ts";
import { connect, connectInProcess, textOf } from "./connect.ts";

/** What the tools of everybody are called. */
const readTools = ["search_operations", "read_operation", "read_overview", "read_errors"];

describe("the documentation, over stdio", () => {
  test("offers tools that read, and none that calls", async () => {
    const { client } = await connect("command");
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(readTools);
    expect(tools.map(({ annotations }) => annotations?.readOnlyHint)).toEqual(readTools.map(() => true));
    expect(client.getInstructions()).toContain("Nothing here calls the API");
  });

  const rows = [
    {
      name: "finds an operation by its words",
      tool: "search_operations",
      given: { query: "dismiss" },
      wants: "- dismissGuard: POST /guards/{guardId}/dismiss",
    },
    { name: "finds it by a field", tool: "search_operations", given: { query: "postId" }, wants: "found in" },
    {
      name: "finds it in spite of a typo",
      tool: "search_operations",
      given: { query: "dimsiss" },
      wants: "dismissGuard",
    },
    {
      name: "says that nothing was found",
      tool: "search_operations",
      given: { query: "xylophone" },
      wants: "Nothing was found",
    },
    { name: "lists all without a query", tool: "search_operations", given: {}, wants: "1 in all:\n- dismissGuard" },
    { name: "reads an operation", tool: "read_operation", given: { id: "dismissGuard" }, wants: "# Dismiss a guard" },
    {
      name: "names the variables of its credentials",
      tool: "read_operation",
      given: { id: "dismissGuard" },
      wants: "WATCH_TOKEN",
    },
    { name: "reads the errors", tool: "read_errors", given: {}, wants: "Whether a call that failed was applied" },
    { name: "reads the overview", tool: "read_overview", given: {}, wants: "https://watch.test/v1" },
  ];

  test.for(rows)("$name", async ({ tool, given, wants }) => {
    const { client } = await connect("command");
    const result = await client.callTool({ name: tool, arguments: given });
    expect(textOf(result)).toContain(wants);
    expect(result.isError ?? false).toBe(false);
    expect(result.structuredContent).toBeTypeOf("object");
  });

  const refusals = [
    {
      name: "an unknown operation, with the nearest",
      tool: "read_operation",
      given: { id: "dismisGuard" },
      wants: "Did you mean `dismissGuard`?",
    },
    { name: "a missing argument", tool: "read_operation", given: {}, wants: '"id"' },
    { name: "an argument too many", tool: "read_errors", given: { of: 1 }, wants: "The arguments don't fit" },
    { name: "an argument of another type", tool: "search_operations", given: { query: 1 }, wants: "`query`" },
    { name: "an offset past the end", tool: "read_errors", given: { offset: 1_000_000 }, wants: "past the end" },
    {
      name: "a query that is too long",
      tool: "search_operations",
      given: { query: "x".repeat(201) },
      wants: "`query`",
    },
  ];

  test.for(refusals)("refuses $name", async ({ tool, given, wants }) => {
    const { client } = await connect("command");
    const result = await client.callTool({ name: tool, arguments: given });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain(wants);
  });

  test("a tool that there is not is an error of the protocol, and so is an operation that was not allowed", async () => {
    const { client } = await connect("command");
    await expect(client.callTool({ name: "call_dismissGuard", arguments: {} })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining("--allow"),
    });
  });

  test("resources are the pages and the description", async () => {
    const { client } = await connect("command");
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual([
      descriptionUri,
      "docs:///index.md",
      "docs:///errors/index.md",
      "docs:///operations/dismissGuard/index.md",
    ]);
    const read = async (uri: string) => {
      const [content] = (await client.readResource({ uri })).contents;
      return content && "text" in content ? content.text : "";
    };
    expect(JSON.parse(await read(descriptionUri))).toEqual(await readDocument("command"));
    // Its links lead to resources.
    const overview = await read("docs:///index.md");
    expect(overview).toContain("(docs:///operations/dismissGuard/index.md)");
    const uris = new Set(resources.map(({ uri }) => uri));
    for (const uri of [...uris].filter((each) => each.endsWith(".md"))) {
      const links = [...(await read(uri)).matchAll(/\((docs:[^)\s]*)\)/g)].map(([, address = ""]) => address);
      expect(links.filter((address) => !uris.has(address))).toEqual([]);
    }
    for (const { uri, size } of resources.slice(1)) expect(Buffer.byteLength(await read(uri)), uri).toBe(size);
    expect((await client.listResourceTemplates()).resourceTemplates).toHaveLength(1);
  });

  test.for([
    {
      name: "a resource that there is not",
      ask: { method: "resources/read", params: { uri: "docs:///../package.json" } },
      code: -32002,
    },
    { name: "a file", ask: { method: "resources/read", params: { uri: "file:///etc/passwd" } }, code: -32002 },
    { name: "a cursor of somebody else's", ask: { method: "resources/list", params: { cursor: "7f" } }, code: -32602 },
    { name: "a method that there is not", ask: { method: "prompts/list", params: {} }, code: -32601 },
  ])("$name is refused", async ({ ask, code }) => {
    const running = await connect("command");
    running.write(`${JSON.stringify({ jsonrpc: "2.0", id: "own", ...ask })}\n`);
    const answers = await running.lines(2);
    expect(answers.at(-1)).toMatchObject({ id: "own", error: { code } });
  });
});

describe("our documentation", () => {
  test("is what the docs' build has made of each operation", async () => {
    const { client } = await connect("ours");
    const { operations } = readDescription(await readDocument("ours"));
    for (const { id } of operations) {
      const page = fileURLToPath(
        import.meta.resolve("@spkey/docs/build").replace("src/build.ts", `dist/operations/${id}/index.md`),
      );
      const site = await readFile(page, "utf8");
      let [whole, next]: [string, number | undefined] = ["", 0];
      while (next !== undefined) {
        const { structuredContent } = await client.callTool({
          name: "read_operation",
          arguments: { id, offset: next },
        });
        const part = structuredContent as { readonly markdown: string; readonly next?: number }; // What the tool says.
        expect(part.markdown.length).toBeLessThanOrEqual(maxExcerpt);
        whole += part.markdown;
        next = part.next;
      }
      // Links lead from the site's root instead of from the page.
      expect(whole.replaceAll("docs:///", "../../")).toBe(site);
    }
  });
});

describe.for(descriptions)("the documentation of $name", ({ name }) => {
  test("lists and reads every operation and webhook", async () => {
    const document = await readDocument(name);
    const description = readDescription(document);
    const { samples } = createSampleMaker()(document, description);
    const documentation = shippedDocumentation(description, samples);
    const client = await connectInProcess({ version: "1.0.0", documentation, readDescription: async () => "" });
    const listed: string[] = [];
    for (let at: number | undefined = 0; at !== undefined; ) {
      const { structuredContent } = await client.callTool({ name: "search_operations", arguments: { offset: at } });
      const page = structuredContent as {
        readonly operations: readonly { readonly id: string }[];
        readonly next?: number;
      }; // As above.
      listed.push(...page.operations.map(({ id }) => id));
      at = page.next;
    }
    const all = [...description.operations, ...description.webhooks];
    expect(listed.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    for (const id of listed) {
      const result = await client.callTool({ name: "read_operation", arguments: { id } });
      expect(result.isError ?? false, id).toBe(false);
      expect(textOf(result), id).toMatch(/^# /);
    }
  });
});
