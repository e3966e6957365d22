import { form, get, job, json, type MessageRow, put, row, since, text, undone } from "./message-row.ts";

export const bodies: readonly MessageRow[] = [
  row(
    "body added",
    (d) => {
      get(d).requestBody = json(text);
    },
    "compatible request-body-added",
  ),
  row(
    "required body added",
    (d) => {
      get(d).requestBody = { required: true, ...json(text) };
    },
    "breaking request-body-required-added",
  ),
  row(
    "body removed",
    (d) => {
      delete put(d).requestBody;
    },
    "breaking request-body-removed",
  ),
  row(
    "body optional",
    (d) => {
      put(d).requestBody.required = false;
    },
    "compatible request-body-optional",
  ),
  undone(
    "body required",
    (d) => {
      delete put(d).requestBody.required;
    },
    "breaking request-body-required",
  ),
  row(
    "media type added",
    (d) => {
      put(d).requestBody.content["application/xml"] = { schema: text };
    },
    "compatible request-media-type-added",
  ),
  undone(
    "media type removed",
    (d) => {
      put(d).requestBody.content["application/xml"] = { schema: text };
    },
    "breaking request-media-type-removed",
  ),
  row("media type in another case", (d) => {
    const { content } = put(d).requestBody;
    content["Application/JSON"] = content["application/json"];
    delete content["application/json"];
  }),
  row("charset of UTF-8", (d) => {
    const { content } = put(d).requestBody;
    content["application/json; charset=utf-8"] = content["application/json"];
    delete content["application/json"];
  }),
  row(
    "parameter of a media type",
    (d) => {
      const { content } = put(d).requestBody;
      content["application/json; version=2"] = content["application/json"];
      delete content["application/json"];
    },
    "unspecified request-media-type-parameters-changed",
  ),
  since(
    "media type to a range",
    (d) => {
      put(d).requestBody = { content: { "image/png": {} } };
    },
    (d) => {
      put(d).requestBody = { content: { "image/*": {} } };
    },
    "compatible request-media-type-added",
  ),
  since(
    "range to a media type",
    (d) => {
      put(d).requestBody = { content: { "image/*": {} } };
    },
    (d) => {
      put(d).requestBody = { content: { "image/png": {} } };
    },
    "breaking request-media-type-removed",
  ),
  row(
    "style of a part",
    (d) => {
      job(d).requestBody.content[form].encoding = { tags: { contentType: "application/json" } };
    },
    "breaking request-part-encoding-changed",
  ),
  row("media type of a part spelled out", (d) => {
    job(d).requestBody.content[form].encoding = { note: { contentType: "text/plain" } };
  }),
  row(
    "required header of a part",
    (d) => {
      job(d).requestBody.content[form].encoding = { note: { headers: { "X-Part": { required: true, schema: text } } } };
    },
    "breaking request-header-required-added",
  ),
  undone(
    "header of a part removed",
    (d) => {
      job(d).requestBody.content[form].encoding = { note: { headers: { "X-Part": { schema: text } } } };
    },
    "breaking request-header-removed",
  ),
  since(
    "header of a part required",
    (d) => {
      job(d).requestBody.content[form].encoding = { note: { headers: { "X-Part": { schema: text } } } };
    },
    (d) => {
      job(d).requestBody.content[form].encoding.note.headers["X-Part"].required = true;
    },
    "breaking request-header-required",
  ),
  since(
    "header of a part in another form",
    (d) => {
      job(d).requestBody.content[form].encoding = { note: { headers: { "X-Part": { schema: { type: "object" } } } } };
    },
    (d) => {
      job(d).requestBody.content[form].encoding.note.headers["X-Part"].explode = true;
    },
    "breaking request-header-style-changed",
  ),
  row(
    "body is no object any more",
    (d) => {
      put(d).requestBody = { required: true, ...json(text) };
    },
    "breaking request-type-changed",
    "breaking client-body-regrouped",
  ),
  row(
    "body gets its first named property",
    (d) => {
      d.components.schemas.NewThing.properties.color = text;
    },
    "compatible request-property-added",
  ),
  row(
    "argument of a property by the extension",
    (d) => {
      d.components.schemas.NewThing.properties.size["x-argument-name"] = "extent";
    },
    "breaking client-argument-renamed",
  ),
  row("body inline", (d) => {
    put(d).requestBody.content["application/json"].schema = d.components.schemas.NewThing;
  }),
  row("body referred to", (d) => {
    d.components.requestBodies = { Thing: put(d).requestBody };
    put(d).requestBody = { $ref: "#/components/requestBodies/Thing" };
  }),
  row(
    "schema of a body gone",
    (d) => {
      put(d).requestBody.content["application/json"] = {};
    },
    "compatible request-condition-removed",
    "breaking client-body-regrouped",
  ),
];
