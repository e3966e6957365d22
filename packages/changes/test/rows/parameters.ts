import { get, type MessageRow, put, query, row, since, text, thing, undone } from "./message-row.ts";

export const parameters: readonly MessageRow[] = [
  row(
    "optional parameter added",
    (d) => get(d).parameters.push({ name: "q", in: "query", schema: text }),
    "compatible request-parameter-added",
  ),
  row(
    "required parameter added",
    (d) => get(d).parameters.push({ name: "q", in: "query", required: true, schema: text }),
    "breaking request-parameter-required-added",
  ),
  row("parameter removed", (d) => get(d).parameters.splice(1, 1), "breaking request-parameter-removed"),
  row(
    "parameter required",
    (d) => {
      query(d, "tags").required = true;
    },
    "breaking request-parameter-required",
  ),
  undone(
    "parameter optional",
    (d) => {
      query(d, "tags").required = true;
    },
    "compatible request-parameter-optional",
  ),
  row(
    "parameter moved to a header",
    (d) => {
      query(d, "limit").in = "header";
    },
    "breaking request-parameter-moved",
  ),
  row(
    "optional parameter added to all operations of a path is told once",
    (d) => {
      thing(d).parameters.push({ name: "a", in: "query", schema: text });
    },
    "compatible request-parameter-added",
  ),
  since(
    "parameter moved from the path to its operations",
    (d) => {
      thing(d).parameters[0].description = "d";
    },
    (d) => {
      const [id] = thing(d).parameters;
      delete thing(d).parameters;
      get(d).parameters.push(id);
      put(d).parameters = [id];
    },
  ),
  row("parameter referred to", (d) => {
    d.components.parameters = { Limit: query(d, "limit") };
    get(d).parameters[0] = { $ref: "#/components/parameters/Limit" };
  }),
  row("parameters reordered", (d) => get(d).parameters.reverse()),
  row(
    "parameter's header in another case",
    (d) => {
      query(d, "X-Trace").name = "x-trace";
    },
    "breaking client-argument-renamed",
  ),
  row(
    "query parameter in another case",
    (d) => {
      query(d, "limit").name = "Limit";
    },
    "breaking request-parameter-removed",
    "compatible request-parameter-added",
  ),
  row(
    "parameter deprecated",
    (d) => {
      query(d, "limit").deprecated = true;
    },
    "compatible request-deprecated",
  ),
  undone(
    "parameter no longer deprecated",
    (d) => {
      query(d, "limit").deprecated = true;
    },
    "compatible request-deprecation-ended",
  ),
  row("style and explode spelled out", (d) => {
    Object.assign(query(d, "tags"), { style: "form", explode: true });
    thing(d).parameters[0].style = "simple";
  }),
  row(
    "explode of an array",
    (d) => {
      query(d, "tags").explode = false;
    },
    "breaking request-parameter-style-changed",
  ),
  row(
    "style of an array",
    (d) => {
      Object.assign(query(d, "tags"), { style: "pipeDelimited", explode: false });
    },
    "breaking request-parameter-style-changed",
  ),
  row("explode of a number is not to be seen", (d) => {
    query(d, "limit").explode = false;
  }),
  row(
    "style of a path parameter",
    (d) => {
      thing(d).parameters[0].style = "matrix";
    },
    "breaking request-parameter-style-changed",
  ),
  row(
    "array by content instead of schema",
    (d) => {
      const p = query(d, "tags");
      p.content = { "application/json": { schema: p.schema } };
      delete p.schema;
    },
    "breaking request-parameter-style-changed",
  ),
  row("number by content instead of schema looks the same", (d) => {
    const p = query(d, "limit");
    p.content = { "application/json": { schema: p.schema } };
    delete p.schema;
  }),
  row(
    "allowReserved",
    (d) => {
      query(d, "tags").allowReserved = true;
    },
    "unspecified request-parameter-reserved-changed",
  ),
  row(
    "allowEmptyValue",
    (d) => {
      query(d, "tags").allowEmptyValue = true;
    },
    "compatible request-parameter-empty-allowed",
  ),
  undone(
    "no allowEmptyValue any more",
    (d) => {
      query(d, "tags").allowEmptyValue = true;
    },
    "breaking request-parameter-empty-refused",
  ),
  row(
    "parameter's schema tightened",
    (d) => {
      query(d, "limit").schema.maximum = 100;
    },
    "breaking request-bounds-tightened",
  ),
  row(
    "parameter's schema loosened",
    (d) => {
      query(d, "limit").schema.type = "number";
    },
    "compatible request-type-widened",
  ),
  row(
    "parameter's default changed",
    (d) => {
      query(d, "limit").schema.default = 20;
    },
    "breaking request-default-changed",
  ),
  row(
    "argument's name by the extension",
    (d) => {
      query(d, "limit")["x-argument-name"] = "max";
    },
    "breaking client-argument-renamed",
  ),
  row(
    "a newcomer whose name is taken gets another one",
    (d) => {
      put(d).parameters = [{ name: "name", in: "query", schema: text }];
    },
    "compatible request-parameter-added",
  ),
  row(
    "a newcomer that takes a name away",
    (d) => {
      put(d).parameters = [{ name: "size", in: "query", required: true, schema: text }];
    },
    "breaking request-parameter-required-added",
    "breaking client-argument-renamed",
  ),
  row(
    "a property with the name of a parameter that is required keeps away",
    (d) => {
      d.components.schemas.NewThing.properties.id = text;
    },
    "compatible request-property-added",
  ),
];
