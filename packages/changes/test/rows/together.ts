import { get, job, type MessageRow, put, query, row, since, text, thing } from "./message-row.ts";

export const together: readonly MessageRow[] = [
  row(
    "a schema on both ways",
    (d) => {
      put(d).requestBody.content["application/json"].schema = { $ref: "#/components/schemas/Thing" };
    },
    "breaking request-property-required-added",
    "compatible request-property-optional",
  ),
  since(
    "a shared schema changes for both ways, and is told once for each",
    (d) => {
      put(d).requestBody.content["application/json"].schema = { $ref: "#/components/schemas/Thing" };
    },
    (d) => {
      d.components.schemas.Thing.properties.size.type = "integer";
    },
    "breaking request-type-narrowed",
    "compatible answer-type-narrowed",
  ),
  row(
    "an operation, a parameter and an answer at once",
    (d) => {
      delete thing(d).put;
      query(d, "tags").required = true;
      delete get(d).responses[404];
    },
    "breaking operation-removed",
    "breaking request-parameter-required",
    "breaking answer-error-removed",
  ),
  since(
    "credentials of all operations change in one way, which is told once",
    (d) => {
      delete job(d).security;
    },
    (d) => {
      d.security = [{ key: [] }];
    },
    "breaking security-alternative-removed",
    "compatible security-alternative-added",
  ),
  row(
    "an easier alternative beside the one of before",
    (d) => {
      job(d).security = [{ oauth: ["write"] }, { key: [], token: [] }, { key: [] }];
    },
    "compatible security-alternative-added",
  ),
  since(
    "two operations lose an error that they share",
    (d) => {
      d.components.responses = { Gone: { description: "d" } };
      get(d).responses[410] = { $ref: "#/components/responses/Gone" };
      job(d).responses[410] = { $ref: "#/components/responses/Gone" };
    },
    (d) => {
      delete get(d).responses[410];
      delete job(d).responses[410];
    },
    "breaking answer-error-removed",
    "breaking answer-error-removed",
  ),
  since(
    "one of two operations loses a parameter that they share",
    (d) => {
      d.components.parameters = { Q: { name: "q", in: "query", schema: text } };
      get(d).parameters.push({ $ref: "#/components/parameters/Q" });
      job(d).parameters = [{ $ref: "#/components/parameters/Q" }];
    },
    (d) => {
      delete job(d).parameters;
    },
    "breaking request-parameter-removed",
  ),
  row("a component that nobody uses", (d) => {
    d.components.schemas.Unused = text;
  }),
];
