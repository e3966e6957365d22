import { readDescription } from "@spkey/model";
import { descriptions, readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { buildIndexFile, buildPageFile } from "../../src/search/build.ts";
import { searchPages } from "../../src/search/entries.ts";
import { createSearch } from "../../src/search/query.ts";
import { makeSite } from "../made-site.ts";
import { idsOf, readSite } from "../site/pages-of.ts";

function searchOf(document: object) {
  const pages = searchPages(readDescription(document));
  const search = createSearch(buildPageFile(pages), buildIndexFile(pages));
  return (query: string) =>
    search(query).results.map(({ page: [url], entries }) => ({
      url,
      found: entries.map(([id, label]) => label || id),
    }));
}

const property = (description: string) => ({ type: "string", description });
const house = searchOf({
  openapi: "3.1.0",
  info: { title: "House", version: "1", description: "All about it.\n\n# Time zones\n\nEvery time is in UTC." },
  paths: {
    "/locks/{id}/revoke": {
      post: {
        operationId: "revokeAccess",
        summary: "Revoke lock access from user",
        parameters: [{ name: "id", in: "path", required: true, schema: property("User ID") }],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  doorId: property("Lock ID"),
                  revokedBy: property("User who removed access"),
                  owner: { type: "object", properties: { homeTown: property("Where it is from") } },
                },
              },
            },
          },
        },
        responses: {
          "404": { description: "No such lock.", headers: { "X-Trace": { schema: property("For support") } } },
        },
      },
    },
    "/guests": {
      get: { operationId: "listGuests", summary: "List guests", description: "Also **those** who have left." },
    },
  },
});
const revoke = "operations/revokeAccess/";

test.for([
  { name: "a field by its name", query: "doorId", want: { url: revoke, found: ["body.doorId"] } },
  { name: "a field by a part of its name", query: "revoked", want: { url: revoke, found: ["body.revokedBy"] } },
  { name: "a field by another part of its name", query: "town", want: { url: revoke, found: ["body.owner.homeTown"] } },
  { name: "a name in lower case", query: "revokedby", want: { url: revoke, found: ["body.revokedBy"] } },
  { name: "a word of its description", query: "where from", want: { url: revoke, found: ["body.owner.homeTown"] } },
  {
    name: "words of different places of one page",
    query: "revoke town",
    want: { url: revoke, found: ["body.owner.homeTown"] },
  },
  { name: "a word that is not finished", query: "revo", want: { url: revoke, found: [] } },
  { name: "a word with a letter too few", query: "revokdBy", want: { url: revoke, found: ["body.revokedBy"] } },
  { name: "a word with letters swapped", query: "geusts", want: { url: "operations/listGuests/", found: [] } },
  { name: "prose of a page", query: "have left", want: { url: "operations/listGuests/", found: [] } },
  { name: "a section of the overview", query: "utc", want: { url: "", found: ["Time zones"] } },
  { name: "a status", query: "404 lock", want: { url: revoke, found: ["404"] } },
  { name: "a header of a response", query: "x-trace", want: { url: revoke, found: ["404.X-Trace"] } },
  { name: "a path", query: "/locks/{id}/revoke", want: { url: revoke } },
  { name: "an operationId", query: "listGuests", want: { url: "operations/listGuests/" } },
])("finds $name", ({ query, want }) => {
  const [first] = house(query);
  expect(first?.url).toBe(want.url);
  for (const label of want.found ?? []) expect(first?.found).toContain(label);
  if (want.found && want.found.length > 0) expect(first?.found[0]).toBe(want.found[0]);
});

test("what is in a title comes before what is in a text", () => {
  expect(house("access").map(({ url }) => url)[0]).toBe(revoke);
});

test.for(["", "  ", "xyzzyplugh", "—"])("finds nothing by '%s'", (query) => {
  expect(house(query).flatMap(({ found }) => found)).toEqual([]);
});

describe.for(descriptions)("$name", ({ name }) => {
  test("every field that can be found is on its page", async () => {
    const site = await makeSite(name);
    const { pages } = await readSite(site.folder);
    await site.remove();
    const index = searchPages(readDescription(await readDocument(name)));
    expect(index.length).toBeGreaterThan(2);
    for (const { url, entries } of index) {
      const ids = new Set(idsOf(pages.get(`${url}index.html`) ?? ""));
      expect(
        entries.map(({ id }) => id).filter((id) => id !== "" && !ids.has(id)),
        url,
      ).toEqual([]);
    }
  });

  test("every operation and webhook can be found by its name", async () => {
    const document = await readDocument(name);
    const { operations, webhooks } = readDescription(document);
    const search = searchOf(document);
    for (const { id, summary } of [...operations, ...webhooks]) {
      const found = search(`${summary} ${id}`).map(({ url }) => url);
      expect(found.length, id).toBeGreaterThan(0);
    }
  });
});
