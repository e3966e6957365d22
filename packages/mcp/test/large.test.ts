import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { shippedDocumentation } from "../tools/documentation.ts";
import { callableOperations } from "../tools/operations.ts";
import { connectInProcess } from "./connect.ts";

const count = 1000;

/** A description with this many operations, each the only one of another description under a name of its own. */
async function largeDescription() {
  const document: { paths?: Record<string, { post: { operationId: string } }> } = await readDocument("command");
  const [[path, item] = ["", undefined]] = Object.entries(document.paths ?? {});
  const paths = Array.from({ length: count }, (_, index) => [
    `/posts-${index}${path}`,
    {
      post: {
        ...item?.post,
        operationId: `${item?.post.operationId}${index}`,
        summary: `Dismiss ${"very ".repeat(index % 100)}soon`,
      },
    },
  ]);
  return readDescription({ ...document, paths: Object.fromEntries(paths) });
}

test("a thousand operations are found, listed and read in bounded answers", async () => {
  const description = await largeDescription();
  const documentation = shippedDocumentation(description, {});
  expect(callableOperations(description)).toHaveLength(count);
  let largest = 0;
  const client = await connectInProcess(
    { version: "1.0.0", documentation, readDescription: async () => "{}" },
    (text) => {
      largest = Math.max(largest, text.length);
    },
  );

  const ids = new Set<string>();
  let asked = 0;
  for (let offset: number | undefined = 0; offset !== undefined; asked++) {
    const { structuredContent } = await client.callTool({ name: "search_operations", arguments: { offset } });
    const page = structuredContent as {
      readonly total: number;
      readonly operations: readonly { readonly id: string }[];
      readonly next?: number;
    }; // What the tool says.
    expect(page.total).toBe(count);
    for (const { id } of page.operations) ids.add(id);
    offset = page.next;
  }
  expect([ids.size, asked]).toEqual([count, count / 40]);

  const { structuredContent: found } = await client.callTool({
    name: "search_operations",
    arguments: { query: "guard 777" },
  });
  expect(JSON.stringify(found)).toContain("dismissGuard777");
  await client.callTool({ name: "search_operations", arguments: { query: "guard" } });

  for (const name of ["read_overview", "read_errors"]) {
    let whole = "";
    for (let offset: number | undefined = 0; offset !== undefined; ) {
      const { structuredContent } = await client.callTool({ name, arguments: { offset } });
      const part = structuredContent as { readonly markdown: string; readonly next?: number }; // As above.
      whole += part.markdown;
      offset = part.next;
    }
    expect(documentation.pages.map(({ markdown }) => markdown)).toContain(whole);
  }

  const uris = new Set<string>();
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const page: Awaited<ReturnType<Client["listResources"]>> = await client.listResources(cursor ? { cursor } : {});
    for (const { uri } of page.resources) uris.add(uri);
    cursor = page.nextCursor;
  }
  expect(uris.size).toBe(count + 3);
  // Text and data say the same.
  expect(largest).toBeLessThan(60_000);
});
