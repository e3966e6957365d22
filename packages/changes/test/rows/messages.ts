import type { Draft, Edit } from "../describe.ts";

/** Edits of the base document for before and after, and all that is wanted of the pair: `class rule`. */
export interface MessageRow {
  readonly name: string;
  readonly before: Edit;
  readonly after: Edit;
  readonly wants: readonly string[];
}

const untouched: Edit = () => {};
/** A change of the base document. */
const row = (name: string, after: Edit, ...wants: string[]): MessageRow => ({ name, before: untouched, after, wants });
/** The same, of a base document that is changed first. */
const since = (name: string, before: Edit, after: Edit, ...wants: string[]): MessageRow => ({
  name,
  before,
  after: (document) => {
    before(document);
    after(document);
  },
  wants,
});
/** What was there is gone. */
const undone = (name: string, before: Edit, ...wants: string[]): MessageRow => ({
  name,
  before,
  after: untouched,
  wants,
});

const thing = (document: Draft) => document.paths["/things/{id}"];
const get = (document: Draft) => thing(document).get;
const put = (document: Draft) => thing(document).put;
const job = (document: Draft) => document.paths["/jobs"].post;
const hook = (document: Draft) => document.webhooks.thingMade.post;
const back = (document: Draft) => job(document).callbacks.done["{$request.query.url}"].post;
const query = (document: Draft, name: string) => get(document).parameters.find((each: Draft) => each.name === name);
const text = { type: "string" };
const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
const form = "multipart/form-data";

function renamePathParameter(document: Draft): void {
  const item = thing(document);
  item.parameters[0].name = "thingId";
  document.paths = { "/things/{thingId}": item, "/jobs": document.paths["/jobs"] };
}

const operations: readonly MessageRow[] = [
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

const parameters: readonly MessageRow[] = [
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

const bodies: readonly MessageRow[] = [
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

const answers: readonly MessageRow[] = [
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

const security: readonly MessageRow[] = [
  row(
    "credential added",
    (d) => {
      d.security = [{ token: [], key: [] }];
    },
    "breaking security-credential-added",
    "breaking security-credential-added",
  ),
  row(
    "credential removed",
    (d) => {
      job(d).security[1] = { token: [] };
    },
    "compatible security-credential-removed",
  ),
  row(
    "alternative added",
    (d) => {
      get(d).security = [{ token: [] }, { key: [] }];
    },
    "compatible security-alternative-added",
  ),
  row(
    "alternative removed",
    (d) => {
      job(d).security.pop();
    },
    "breaking security-alternative-removed",
  ),
  row("alternatives reordered", (d) => {
    job(d).security.reverse();
  }),
  row(
    "credential replaced",
    (d) => {
      get(d).security = [{ key: [] }];
    },
    "breaking security-alternative-removed",
    "compatible security-alternative-added",
  ),
  row(
    "public",
    (d) => {
      get(d).security = [];
    },
    "compatible security-optional",
  ),
  undone(
    "no longer public",
    (d) => {
      get(d).security = [];
    },
    "breaking security-required",
  ),
  row(
    "optional by an empty alternative",
    (d) => {
      get(d).security = [{}, { token: [] }];
    },
    "compatible security-optional",
  ),
  since(
    "an empty list and none",
    (d) => {
      delete d.security;
    },
    (d) => {
      get(d).security = [];
    },
  ),
  since(
    "an empty alternative and an empty list",
    (d) => {
      get(d).security = [];
    },
    (d) => {
      get(d).security = [{}];
    },
  ),
  row("the document's, spelled out", (d) => {
    get(d).security = [{ token: [] }];
  }),
  row(
    "scope added",
    (d) => {
      job(d).security[0].oauth = ["write", "read"];
    },
    "breaking security-scope-added",
  ),
  row(
    "scope removed",
    (d) => {
      job(d).security[0].oauth = [];
    },
    "compatible security-scope-removed",
  ),
  row(
    "scheme renamed",
    (d) => {
      const { securitySchemes } = d.components;
      securitySchemes.bearer = securitySchemes.token;
      delete securitySchemes.token;
      d.security = [{ bearer: [] }];
      job(d).security[1] = { key: [], bearer: [] };
    },
    "breaking client-credential-renamed",
  ),
  row(
    "scheme of another header",
    (d) => {
      d.components.securitySchemes.key.name = "X-Other";
    },
    "breaking security-alternative-removed",
    "compatible security-alternative-added",
  ),
  row("header of a scheme in another case", (d) => {
    d.components.securitySchemes.key.name = "x-key";
  }),
  row("bearerFormat", (d) => {
    d.components.securitySchemes.token.bearerFormat = "JWT";
  }),
  row(
    "URL of a flow",
    (d) => {
      d.components.securitySchemes.oauth.flows.clientCredentials.tokenUrl = "https://example.com/other";
    },
    "breaking security-scheme-changed",
  ),
  row(
    "scope of a flow added",
    (d) => {
      d.components.securitySchemes.oauth.flows.clientCredentials.scopes.all = "a";
    },
    "compatible security-scheme-extended",
  ),
  row(
    "scope of a flow removed",
    (d) => {
      delete d.components.securitySchemes.oauth.flows.clientCredentials.scopes.read;
    },
    "breaking security-scheme-changed",
  ),
];

const servers: readonly MessageRow[] = [
  row(
    "first server changed",
    (d) => {
      d.servers[0].url = "https://api2.example.com";
    },
    "breaking server-changed",
  ),
  row(
    "servers reordered",
    (d) => {
      d.servers.reverse();
    },
    "breaking server-changed",
  ),
  row(
    "server added",
    (d) => {
      d.servers.push({ url: "https://us.example.com" });
    },
    "compatible server-added",
  ),
  row(
    "server removed",
    (d) => {
      d.servers.pop();
    },
    "breaking server-removed",
  ),
  row("slash at the end of a server", (d) => {
    d.servers[0].url += "/";
  }),
  row("description of a server", (d) => {
    d.servers[0].description = "d";
  }),
  row("first server with a variable", (d) => {
    d.servers[0] = { url: "https://{host}.example.com", variables: { host: { default: "api" } } };
  }),
  since(
    "values of a variable",
    (d) => {
      d.servers[0] = {
        url: "https://{host}.example.com",
        variables: { host: { default: "api", enum: ["api", "eu"] } },
      };
    },
    (d) => {
      d.servers[0].variables.host.enum = ["api", "us"];
    },
    "breaking server-variable-narrowed",
    "compatible server-variable-widened",
  ),
  row(
    "server of an operation",
    (d) => {
      get(d).servers = [{ url: "https://other.example.com" }];
    },
    "breaking server-changed",
    "breaking server-removed",
  ),
  row("the document's servers, spelled out", (d) => {
    get(d).servers = structuredClone(d.servers);
  }),
  since(
    "the default server, spelled out",
    (d) => {
      delete d.servers;
    },
    (d) => {
      d.servers = [{ url: "/" }];
    },
  ),
];

const fromTheApi: readonly MessageRow[] = [
  row(
    "webhook added",
    (d) => {
      d.webhooks.thingGone = { post: { responses: {} } };
    },
    "compatible webhook-added",
  ),
  row(
    "webhook removed",
    (d) => {
      d.webhooks = {};
    },
    "breaking webhook-removed",
  ),
  row(
    "webhook deprecated",
    (d) => {
      hook(d).deprecated = true;
    },
    "compatible webhook-deprecated",
  ),
  row(
    "webhook's property added, and required",
    (d) => {
      const { schema } = hook(d).requestBody.content["application/json"];
      schema.properties.at = text;
      schema.required.push("at");
    },
    "compatible answer-property-required-added",
  ),
  row(
    "webhook's property removed",
    (d) => {
      const { schema } = hook(d).requestBody.content["application/json"];
      schema.properties = {};
      schema.required = [];
    },
    "breaking answer-property-removed",
  ),
  row(
    "webhook's body optional",
    (d) => {
      hook(d).requestBody.required = false;
    },
    "breaking answer-body-optional",
  ),
  row(
    "webhook's body removed",
    (d) => {
      delete hook(d).requestBody;
    },
    "breaking answer-body-removed",
  ),
  row(
    "webhook takes one status less",
    (d) => {
      delete hook(d).responses[200];
    },
    "breaking request-status-removed",
  ),
  row(
    "webhook takes one status more",
    (d) => {
      hook(d).responses[202] = { description: "d" };
    },
    "compatible request-status-added",
  ),
  row(
    "webhook does not take an error any more",
    (d) => {
      delete hook(d).responses[410];
    },
    "breaking request-error-removed",
  ),
  row(
    "webhook's reply needs a property",
    (d) => {
      hook(d).responses[200] = { description: "d", headers: { "X-Ok": { required: true, schema: text } } };
    },
    "breaking request-header-required-added",
  ),
  undone(
    "webhook's parameter removed",
    (d) => {
      hook(d).parameters = [{ name: "q", in: "query", schema: text }];
    },
    "breaking answer-parameter-removed",
  ),
  since(
    "webhook's parameter in many ways",
    (d) => {
      hook(d).parameters = [
        { name: "a", in: "query", required: true, schema: text },
        { name: "b", in: "query", schema: { type: "array" } },
        { name: "c", in: "query", schema: text },
        { name: "d", in: "query", schema: text },
      ];
    },
    (d) => {
      hook(d).parameters = [
        { name: "a", in: "query", schema: text },
        { name: "b", in: "query", explode: false, schema: { type: "array" } },
        { name: "c", in: "header", schema: text },
        { name: "d", in: "query", allowEmptyValue: true, allowReserved: true, schema: text },
      ];
    },
    "breaking answer-parameter-optional",
    "breaking answer-parameter-style-changed",
    "breaking answer-parameter-moved",
    "breaking answer-parameter-empty-allowed",
    "unspecified answer-parameter-reserved-changed",
  ),
  since(
    "webhook's part in another way",
    (d) => {
      hook(d).requestBody.content[form] = structuredClone(job(d).requestBody.content[form]);
    },
    (d) => {
      hook(d).requestBody.content[form].encoding = { tags: { contentType: "application/json" } };
    },
    "breaking answer-part-encoding-changed",
  ),
  undone(
    "webhook's reply had a link",
    (d) => {
      hook(d).responses[200].links = { a: { operationId: "getThing" } };
    },
    "unspecified request-link-removed",
  ),
  since(
    "webhook's reply has another link",
    (d) => {
      hook(d).responses[200].links = { a: { operationId: "getThing" } };
    },
    (d) => {
      hook(d).responses[200].links.a.operationId = "putThing";
    },
    "unspecified request-link-changed",
  ),
  row(
    "callback removed",
    (d) => {
      delete job(d).callbacks;
    },
    "breaking callback-removed",
  ),
  row(
    "callback added",
    (d) => {
      job(d).callbacks.failed = { "{$request.query.fail}": { post: { responses: {} } } };
    },
    "compatible callback-added",
  ),
  row(
    "callback's property of another type",
    (d) => {
      back(d).requestBody.content["application/json"].schema.properties.job.type = "integer";
    },
    "breaking answer-type-changed",
  ),
];

const combined: readonly MessageRow[] = [
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

export const messageRows: readonly MessageRow[] = [
  ...operations,
  ...parameters,
  ...bodies,
  ...answers,
  ...security,
  ...servers,
  ...fromTheApi,
  ...combined,
];
