import { get, job, json, type MessageRow, put, row, since, text, undone } from "./message-row.ts";

export const answers: readonly MessageRow[] = [
  row(
    "success added",
    (d) => {
      get(d).responses[206] = { description: "d" };
    },
    "breaking answer-status-added",
  ),
  row(
    "success removed",
    (d) => {
      delete job(d).responses[202];
      job(d).responses[500] = { description: "d" };
    },
    "breaking answer-status-removed",
    "compatible answer-error-added",
  ),
  row(
    "200 to 201",
    (d) => {
      const { responses } = get(d);
      responses[201] = responses[200];
      delete responses[200];
    },
    "breaking answer-status-removed",
    "breaking answer-status-added",
  ),
  row(
    "error added",
    (d) => {
      get(d).responses[409] = { description: "d" };
    },
    "compatible answer-error-added",
  ),
  row(
    "error removed",
    (d) => {
      delete get(d).responses[404];
    },
    "breaking answer-error-removed",
  ),
  row(
    "4XX to 404, without a default",
    (d) => {
      const { responses } = put(d);
      responses[404] = responses["4XX"];
      delete responses["4XX"];
    },
    "compatible answer-status-generalized",
    "compatible answer-status-specified",
  ),
  since(
    "4XX to 404",
    (d) => {
      delete put(d).responses.default;
    },
    (d) => {
      const { responses } = put(d);
      responses[404] = responses["4XX"];
      delete responses["4XX"];
    },
    "breaking answer-error-removed",
    "compatible answer-status-specified",
  ),
  row(
    "404 to 4XX",
    (d) => {
      const { responses } = get(d);
      responses["4XX"] = responses[404];
      delete responses[404];
    },
    "compatible answer-status-generalized",
    "compatible answer-error-added",
  ),
  row("range in lower case", (d) => {
    const { responses } = put(d);
    responses["4xx"] = responses["4XX"];
    delete responses["4XX"];
  }),
  row(
    "default removed",
    (d) => {
      delete put(d).responses.default;
    },
    "breaking answer-error-removed",
  ),
  row(
    "default added",
    (d) => {
      get(d).responses.default = { description: "d" };
    },
    "compatible answer-error-added",
  ),
  row(
    "redirect added",
    (d) => {
      get(d).responses[304] = { description: "d" };
    },
    "unspecified answer-other-status-added",
  ),
  row(
    "redirect is no part of a default",
    (d) => {
      put(d).responses[304] = { description: "d" };
    },
    "unspecified answer-other-status-added",
  ),
  row(
    "required answer property removed",
    (d) => {
      const { Thing } = d.components.schemas;
      delete Thing.properties.id;
      Thing.required = [];
    },
    "breaking answer-property-removed",
  ),
  row(
    "error's property removed",
    (d) => {
      delete d.components.schemas.Problem.properties.message;
      delete d.components.schemas.Problem.required;
    },
    "breaking answer-property-removed",
  ),
  row("answer inline", (d) => {
    get(d).responses[200].content["application/json"].schema = d.components.schemas.Thing;
  }),
  row("answer referred to", (d) => {
    d.components.responses = { Thing: get(d).responses[200] };
    get(d).responses[200] = { $ref: "#/components/responses/Thing" };
  }),
  row(
    "answer's body removed",
    (d) => {
      delete get(d).responses[200].content;
    },
    "breaking answer-body-removed",
  ),
  row(
    "answer's body added",
    (d) => {
      job(d).responses[202] = { description: "d", ...json(text) };
    },
    "compatible answer-body-added",
  ),
  row(
    "answer's media type added",
    (d) => {
      get(d).responses[200].content["text/csv"] = { schema: text };
    },
    "compatible answer-media-type-added",
  ),
  undone(
    "answer's media type removed",
    (d) => {
      get(d).responses[200].content["text/csv"] = { schema: text };
    },
    "breaking answer-media-type-removed",
  ),
  row(
    "answer's media type with a parameter",
    (d) => {
      const { content } = get(d).responses[200];
      content["application/json; v=2"] = content["application/json"];
      delete content["application/json"];
    },
    "unspecified answer-media-type-parameters-changed",
  ),
  row(
    "header added",
    (d) => {
      get(d).responses[200].headers["X-New"] = { schema: text };
    },
    "compatible answer-header-added",
  ),
  row(
    "header removed",
    (d) => {
      delete get(d).responses[200].headers;
    },
    "breaking answer-header-removed",
  ),
  row(
    "header optional",
    (d) => {
      get(d).responses[200].headers["X-Count"].required = false;
    },
    "breaking answer-header-optional",
  ),
  undone(
    "header always there",
    (d) => {
      get(d).responses[200].headers["X-Count"].required = false;
    },
    "compatible answer-header-required",
  ),
  row("header in another case", (d) => {
    const { headers } = get(d).responses[200];
    headers["x-count"] = headers["X-Count"];
    delete headers["X-Count"];
  }),
  row(
    "header of another type",
    (d) => {
      get(d).responses[200].headers["X-Count"].schema = text;
    },
    "breaking answer-type-changed",
  ),
  row(
    "header deprecated",
    (d) => {
      get(d).responses[200].headers["X-Count"].deprecated = true;
    },
    "compatible answer-deprecated",
  ),
  row(
    "header by content",
    (d) => {
      get(d).responses[200].headers["X-Count"] = {
        required: true,
        content: { "application/json": { schema: { type: "integer" } } },
      };
    },
    "breaking answer-header-style-changed",
  ),
  row("header that is ignored", (d) => {
    get(d).responses[200].headers["Content-Type"] = { schema: text };
  }),
  row(
    "link added",
    (d) => {
      get(d).responses[200].links.next = { operationId: "putThing" };
    },
    "compatible answer-link-added",
  ),
  row(
    "link removed",
    (d) => {
      delete get(d).responses[200].links;
    },
    "unspecified answer-link-removed",
  ),
  row(
    "link changed",
    (d) => {
      get(d).responses[200].links.again.operationId = "putThing";
    },
    "unspecified answer-link-changed",
  ),
  row("examples of an answer", (d) => {
    get(d).responses[200].content["application/json"].examples = { a: { value: { id: "1" } } };
  }),
];
