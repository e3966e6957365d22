import { expect, test } from "vitest";
import { fingerprints } from "../src/fingerprint.ts";
import { readDescription } from "../src/index.ts";
import { documentWith } from "./describe.ts";

type Fields = Record<string, unknown>;

const ok = (schema: object) => ({
  200: { description: "d", content: { "application/json": { schema } } },
});

/** Two operations: one of doors, whose schema leads to another one, and one of keys. */
const document = () => ({
  ...documentWith({
    servers: [{ url: "https://api.example.com" }],
    paths: {
      "/doors": {
        get: { operationId: "listDoors", summary: "Doors", responses: ok({ $ref: "#/components/schemas/Door" }) },
      },
      "/keys": {
        get: { operationId: "listKeys", summary: "Keys", responses: ok({ $ref: "#/components/schemas/Key" }) },
      },
    },
    webhooks: { opened: { post: { operationId: "opened", responses: ok({ type: "string" }) } } },
    components: {
      schemas: {
        Door: { type: "object", properties: { lock: { $ref: "#/components/schemas/Lock" } } },
        Lock: { type: "object", description: "A lock." },
        Key: { type: "object", properties: { of: { $ref: "#/components/schemas/Key" } } },
        Unused: { type: "string" },
      },
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  }),
});

function printsOf(api: object): Record<string, string> {
  const description = readDescription(api);
  return Object.fromEntries([...fingerprints(api, description)].map(([{ id }, print]) => [id, print]));
}

/** The operations whose prints an edit changes. */
function changedBy(edit: (api: Fields) => void): string[] {
  const api = document();
  const before = printsOf(api);
  edit(api);
  const after = printsOf(api);
  return Object.keys(after).filter((id) => before[id] !== after[id]);
}

// biome-ignore lint/suspicious/noExplicitAny: a document that is edited has any shape
const at = (api: any, ...path: string[]): any => path.reduce((node, name) => node[name], api);
const schema = (name: string) => ["components", "schemas", name];
const all = ["listDoors", "listKeys", "opened"];

test("the same document has the same prints, and each operation one of its own", () => {
  expect(changedBy(() => {})).toEqual([]);
  expect(new Set(Object.values(printsOf(document()))).size).toBe(3);
});

test.for<[what: string, edit: (api: Fields) => void, changed: string[]]>([
  ["its own words", (api) => Object.assign(at(api, "paths", "/doors", "get"), { description: "x" }), ["listDoors"]],
  ["a parameter of its path", (api) => Object.assign(at(api, "paths", "/keys"), { parameters: [] }), ["listKeys"]],
  ["a webhook", (api) => Object.assign(at(api, "webhooks", "opened", "post"), { description: "x" }), ["opened"]],
  ["what it refers to", (api) => Object.assign(at(api, ...schema("Door")), { title: "x" }), ["listDoors"]],
  ["what that refers to", (api) => Object.assign(at(api, ...schema("Lock")), { title: "x" }), ["listDoors"]],
  ["a schema that refers to itself", (api) => Object.assign(at(api, ...schema("Key")), { title: "x" }), ["listKeys"]],
  ["a schema that nothing refers to", (api) => Object.assign(at(api, ...schema("Unused")), { title: "x" }), []],
  ["servers", (api) => Object.assign(api, { servers: [] }), all],
  ["credentials", (api) => Object.assign(at(api, "components", "securitySchemes", "token"), { description: "x" }), all],
  ["a summary, which others list", (api) => Object.assign(at(api, "paths", "/keys", "get"), { summary: "x" }), all],
  [
    "a new operation",
    (api) => Object.assign(at(api, "paths"), { "/new": { get: { responses: {} } } }),
    [...all, "getNew"],
  ],
])("%s", ([, edit, changed]) => {
  expect(changedBy(edit).toSorted()).toEqual(changed.toSorted());
});

test.for([{ discriminator: { propertyName: "kind" } }, { $id: "https://example.com/door" }, { $dynamicAnchor: "here" }])(
  "a schema with %o reaches what it does not name: all of the document counts",
  (keyword) => {
    const api = document();
    Object.assign(at(api, ...schema("Lock")), keyword);
    const before = printsOf(api);
    Object.assign(at(api, ...schema("Unused")), { title: "x" });
    const after = printsOf(api);
    expect(after["listDoors"]).not.toBe(before["listDoors"]);
    expect(after["listKeys"]).toBe(before["listKeys"]);
  },
);

test("an operation of a path item that stands elsewhere depends on all of the document", () => {
  const api = document();
  const components = at(api, "components");
  components.pathItems = { Doors: at(api, "paths", "/doors") };
  at(api, "paths")["/doors"] = { $ref: "#/components/pathItems/Doors" };
  const before = printsOf(api);
  Object.assign(at(api, ...schema("Unused")), { title: "x" });
  expect(printsOf(api)["listDoors"]).not.toBe(before["listDoors"]);
});
