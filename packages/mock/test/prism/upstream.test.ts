/**
 * What of Prism's engine the mock works around. A row that turns red says that Prism has changed: look at UPSTREAM.md, and
 * take the workaround away.
 */
import { createLogger } from "@stoplight/prism-core";
import { createInstance, getHttpOperationsFromSpec, type IHttpConfig } from "@stoplight/prism-http";
import { expect, test } from "vitest";
import { serialize } from "../../src/prism/index.ts";

const json = { "content-type": "application/json", "content-length": "2" };
const content = { "application/json": { schema: { type: "object" }, example: {} } };
const described = (security: object) => ({
  openapi: "3.0.3",
  info: { title: "Faults", version: "1.0.0" },
  components: { securitySchemes: { s: { type: "http", ...security } } },
  paths: {
    "/things": {
      post: {
        security: [{ s: [] }],
        requestBody: { content },
        responses: { "200": { description: "Done.", content }, "400": { description: "Refused.", content } },
      },
    },
  },
});

const rows = [
  {
    fault: "takes application/vnd.x+json for application/json",
    workaround: "covers of @spkey/model in src/engine/validate-body.ts",
    headers: { ...json, authorization: "Bearer t", "content-type": "application/vnd.x+json" },
    answers: 200,
  },
  {
    fault: "answers a wrong media type with a documented 400, and not with 415",
    workaround: "expectedResponses in src/engine/mock-response.ts",
    headers: { ...json, authorization: "Bearer t", "content-type": "text/plain" },
    answers: 400,
  },
  {
    fault: "refuses a lower-case scheme",
    workaround: "withCanonicalCredentials in src/prism/request.ts",
    headers: { ...json, authorization: "bearer t" },
    answers: 401,
  },
  {
    fault: "refuses a password with a colon",
    workaround: "withCanonicalCredentials in src/prism/request.ts",
    scheme: "basic",
    headers: { ...json, authorization: `Basic ${Buffer.from("user:pass:word").toString("base64")}` },
    answers: 401,
  },
  {
    fault: "answers an undocumented preference with 404",
    workaround: "src/engine/prefer.ts",
    headers: { ...json, authorization: "Bearer t" },
    code: 500,
    answers: 404,
  },
  {
    fault: "throws at an Accept header that is no list of media types",
    workaround: "readAccept in src/engine/accept.ts",
    headers: { ...json, authorization: "Bearer t", accept: "///;;;" },
    answers: "throws",
  },
];

function prismWith(mock: IHttpConfig["mock"]) {
  const config: IHttpConfig = {
    checkSecurity: true,
    errors: false,
    isProxy: false,
    mock,
    upstreamProxy: undefined,
    validateRequest: true,
    validateResponse: true,
  };
  return { config, prism: createInstance(config, { logger: createLogger("test", { level: "silent" }) }) };
}

test.for(rows)("Prism $fault ($workaround)", async ({ scheme = "bearer", headers, code, answers }) => {
  const { prism, config } = prismWith({ dynamic: false, ...(code !== undefined && { code }) });
  const operations = await getHttpOperationsFromSpec(described({ scheme }));
  const input = { method: "post" as const, url: { path: "/things" }, headers, body: {} };
  // It may throw at once, or in the promise.
  const result = await Promise.resolve()
    .then(() => prism.request(input, operations, config)())
    .catch(() => "throws" as const);
  const answered =
    typeof result === "string"
      ? result
      : result._tag === "Right"
        ? result.right.output.statusCode
        : "status" in result.left
          ? result.left.status
          : "throws";
  expect(answered).toBe(answers);
});

test.for([
  { fault: "overlooks exclusive bounds", schema: { type: "integer", exclusiveMinimum: 3, exclusiveMaximum: 5 } },
  { fault: "generates nothing without a schema, nor takes the example", schema: undefined },
])("Prism, told to generate values, $fault (src/prism/dynamic.ts)", async ({ schema }) => {
  const { prism, config } = prismWith({ dynamic: true });
  const media = schema ? { schema } : { example: 4 };
  const responses = { "200": { description: "It.", content: { "application/json": media } } };
  const info = { title: "Faults", version: "1.0.0" };
  const operations = await getHttpOperationsFromSpec({
    openapi: "3.1.0",
    info,
    paths: { "/it": { get: { responses } } },
  });
  const result = await prism.request({ method: "get", url: { path: "/it" }, headers: {} }, operations, config)();
  const made = result._tag === "Right" ? result.right.output.body : result.left.message;
  expect(made).not.toBe(4);
});

const cookies = {
  session: { type: "apiKey", in: "cookie", name: "session" },
  token: { type: "http", scheme: "bearer" },
};

test.for([
  {
    fault: "takes a cookie for another one whose name ends so (src/prism/credentials.ts)",
    security: [{ session: [] }],
    headers: { cookie: "xsession=1" },
    answers: 200,
  },
  {
    fault: "refuses credentials where none are needed (src/prism/index.ts)",
    security: [{}, { session: [] }],
    headers: { authorization: "Bearer t" },
    answers: 401,
  },
])("Prism $fault", async ({ security, headers, answers }) => {
  const { status } = await answerOf({ security, responses: { "200": { description: "Done." } } }, headers);
  expect(status).toBe(answers);
});

test("Prism answers what is only sent, where an example has it (src/engine/mock-response.ts)", async () => {
  const schema = { type: "object", properties: { password: { type: "string", writeOnly: true } } };
  const example = { password: "secret" };
  const responses = { "200": { description: "It.", content: { "application/json": { schema, example } } } };
  expect(await answerOf({ responses })).toEqual({ status: 200, body: example });
});

test("Prism answers JSON of which nothing is said with no bytes (src/prism/untyped.ts)", async () => {
  const responses = { "200": { description: "It.", content: { "application/json": {} } } };
  expect(await answerOf({ responses })).toEqual({ status: 200, body: undefined });
});

test("Prism writes no text/xml (src/prism/response.ts)", () => {
  expect(serialize({ size: 3 }, "application/xml")).toBe("<xml><size>3</size></xml>");
  expect(() => serialize({ size: 3 }, "text/xml")).toThrow("complex objects");
});

/** What Prism answers to one operation. */
async function answerOf(operation: object, headers: Record<string, string> = {}) {
  const { prism, config } = prismWith({ dynamic: false });
  const operations = await getHttpOperationsFromSpec({
    openapi: "3.1.0",
    info: { title: "Faults", version: "1.0.0" },
    paths: { "/it": { get: operation } },
    components: { securitySchemes: cookies },
  });
  const result = await prism.request({ method: "get", url: { path: "/it" }, headers }, operations, config)();
  if (result._tag === "Left") return { status: "status" in result.left ? result.left.status : undefined };
  return { status: result.right.output.statusCode, body: result.right.output.body };
}
