import { describe, expect, test } from "vitest";
import { plainDocument, readDescription } from "../../src/index.ts";
import { documentWith, only, read, readOperation } from "../describe.ts";

const scheme = (fields: object) => read({ components: { securitySchemes: { own: fields } } });
const flow = {
  authorizationUrl: "https://a.test/authorize",
  tokenUrl: "https://a.test/token",
  refreshUrl: "https://a.test/refresh",
};

describe("security schemes (section 4.8.27)", () => {
  test.for<[name: string, fields: object, want: object]>([
    ["basic", { type: "http", scheme: "Basic" }, { type: "http", scheme: "basic" }],
    [
      "bearer",
      { type: "http", scheme: "bearer", bearerFormat: "JWT" },
      { type: "http", scheme: "bearer", bearerFormat: "JWT" },
    ],
    ["a key", { type: "apiKey", in: "cookie", name: "sid" }, { type: "apiKey", in: "cookie", name: "sid" }],
    [
      "OpenID Connect",
      { type: "openIdConnect", openIdConnectUrl: "https://a.test/o" },
      { type: "openIdConnect", openIdConnectUrl: "https://a.test/o" },
    ],
    ["mutual TLS", { type: "mutualTLS" }, { type: "mutualTLS" }],
    [
      "what it says",
      { type: "mutualTLS", description: "It", deprecated: true },
      { description: "It", deprecated: true },
    ],
    [
      "OAuth 2.0",
      {
        type: "oauth2",
        oauth2MetadataUrl: "https://a.test/m",
        flows: {
          authorizationCode: { ...flow, scopes: { read: "Reading" } },
          deviceAuthorization: {
            deviceAuthorizationUrl: "https://a.test/device",
            tokenUrl: "https://a.test/token",
            scopes: {},
          },
          "x-note": {},
        },
      },
      {
        type: "oauth2",
        oauth2MetadataUrl: "https://a.test/m",
        flows: [
          { flow: "authorizationCode", ...flow, scopes: [{ name: "read", description: "Reading" }] },
          {
            flow: "deviceAuthorization",
            deviceAuthorizationUrl: "https://a.test/device",
            tokenUrl: "https://a.test/token",
            scopes: [],
          },
        ],
      },
    ],
  ])("%s", ([, fields, want]) => {
    const { securitySchemes, unsupported } = scheme(fields);
    expect(securitySchemes).toMatchObject([{ key: "own", ...want, pointer: "#/components/securitySchemes/own" }]);
    expect(unsupported).toEqual([]);
  });

  test.for([
    ["a type that is not known", { type: "hawk" }],
    ["a key in what can be no header", { type: "apiKey", in: "header", name: "The key" }],
    ["a key in a place that is not known", { type: "apiKey", in: "body", name: "key" }],
  ] as const)("%s is reported", ([, fields]) => {
    expect(scheme(fields)).toMatchObject({
      securitySchemes: [{ type: "unknown", key: "own" }],
      unsupported: [{ pointer: "#/components/securitySchemes/own" }],
    });
  });

  test("a reference is followed", () => {
    const securitySchemes = { a: { $ref: "#/components/securitySchemes/b" }, b: { type: "mutualTLS" } };
    expect(read({ components: { securitySchemes } }).securitySchemes).toMatchObject([
      { key: "a", type: "mutualTLS" },
      { key: "b", type: "mutualTLS" },
    ]);
  });
});

describe("security requirements (section 4.8.30)", () => {
  const components = {
    securitySchemes: { oauth: { type: "oauth2", flows: {} }, key: { type: "apiKey", in: "query", name: "k" } },
  };

  test("schemes together, with their scopes", () => {
    const { operation } = readOperation({ security: [{ oauth: ["read", "write"], key: [] }] }, { components });
    expect(operation.security).toMatchObject([
      [
        { scheme: { key: "oauth", type: "oauth2" }, scopes: ["read", "write"] },
        { scheme: { key: "key" }, scopes: [] },
      ],
    ]);
  });

  test.for([
    ["an operation's", { security: [{ key: [] }, { none: [] }] }, {}, "#/paths/~1things/post/security/1/none"],
    ["the document's", {}, { security: [{ none: [] }] }, "#/security/0/none"],
  ] as const)("a scheme that nobody has described, of %s, is reported", ([, operation, fields, pointer]) => {
    const { description, operation: read } = readOperation(operation, { ...fields, components });
    expect(read.security.at(-1)).toMatchObject([{ scheme: { type: "unknown", key: "none" } }]);
    expect(description.unsupported).toMatchObject([{ pointer }]);
  });

  test.for([
    { credential: "query key", parameter: { in: "query", name: "key" }, left: [] },
    { credential: "header X-Key", parameter: { in: "header", name: "x-key" }, left: [] },
    { credential: "cookie key", parameter: { in: "cookie", name: "key" }, left: [] },
    { credential: "query key", parameter: { in: "query", name: "Key" }, left: ["Key"] },
    { credential: "header key", parameter: { in: "query", name: "key" }, left: ["key"] },
  ])("of $credential, the parameter $parameter is the credential itself", ({ credential, parameter, left }) => {
    const [place = "", name = ""] = credential.split(" ");
    const document = documentWith({
      paths: {
        "/things": {
          parameters: [{ ...parameter, required: true, schema: {} }],
          post: { security: [{ own: [] }], parameters: [{ ...parameter, schema: {} }] },
        },
      },
      components: { securitySchemes: { own: { type: "apiKey", in: place, name } } },
    });
    const description = readDescription(document);
    expect(only(description.operations).parameters.map((each) => each.name)).toEqual(left);
    expect(description.warnings.map(({ pointer }) => pointer)).toEqual(
      left.length === 0 ? ["#/paths/~1things/post/parameters/0"] : [],
    );
    const { paths } = JSON.parse(JSON.stringify(plainDocument(document, description)));
    const all = [...(paths["/things"].parameters ?? []), ...paths["/things"].post.parameters];
    expect([...new Set(all.map((each: { name: string }) => each.name))]).toEqual(left);
  });
});
