import { back, form, hook, job, type MessageRow, row, since, text, undone } from "./message-row.ts";

export const webhooks: readonly MessageRow[] = [
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
