import { get, type MessageRow, put, renamePathParameter, row, since, thing, undone } from "./message-row.ts";

export const operations: readonly MessageRow[] = [
  row("path removed", (d) => delete d.paths["/jobs"], "breaking path-removed"),
  row("operation removed", (d) => delete thing(d).put, "breaking operation-removed"),
  row(
    "operation added",
    (d) => {
      thing(d).delete = { operationId: "deleteThing", responses: {} };
    },
    "compatible operation-added",
  ),
  row(
    "trailing slash",
    (d) => {
      d.paths["/jobs/"] = d.paths["/jobs"];
      delete d.paths["/jobs"];
    },
    "breaking path-removed",
    "compatible operation-added",
  ),
  row(
    "operation deprecated",
    (d) => {
      get(d).deprecated = true;
    },
    "compatible operation-deprecated",
  ),
  undone(
    "operation no longer deprecated",
    (d) => {
      get(d).deprecated = true;
    },
    "compatible operation-deprecation-ended",
  ),
  row("summary, tags and description", (d) => {
    Object.assign(get(d), { summary: "s", tags: ["t"], description: "d" });
    d.info.version = "2";
  }),
  row("order of paths", (d) => {
    d.paths = { "/jobs": d.paths["/jobs"], "/things/{id}": thing(d) };
  }),
  row(
    "operationId renamed",
    (d) => {
      put(d).operationId = "replaceThing";
    },
    "breaking operation-id-renamed",
  ),
  since(
    "operationId that was made up, spelled out",
    (d) => {
      delete put(d).operationId;
    },
    (d) => {
      put(d).operationId = "putThingsId";
    },
  ),
  row(
    "a name that another function takes",
    (d) => {
      d.paths["/a"] = { get: { operationId: "isPutThingError", responses: {} } };
      put(d).operationId = "put-thing";
    },
    "compatible operation-added",
    "breaking operation-id-renamed",
  ),
  since(
    "a function gives way to one that is called as it wants to be",
    (d) => {
      put(d).operationId = "get-it";
    },
    (d) => {
      d.paths["/a"] = { get: { operationId: "getIt", responses: {} } };
    },
    "compatible operation-added",
    "breaking client-function-renamed",
  ),
  row(
    "path parameter renamed",
    renamePathParameter,
    "compatible request-path-parameter-renamed",
    "breaking client-argument-renamed",
  ),
  row("path item referred to", (d) => {
    d.components.pathItems = { Jobs: d.paths["/jobs"] };
    d.paths["/jobs"] = { $ref: "#/components/pathItems/Jobs" };
  }),
];
