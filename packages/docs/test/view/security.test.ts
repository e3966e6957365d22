import { expect, test } from "vitest";
import type { Field } from "../../src/view/field.ts";
import { securityView } from "../../src/view/security.ts";
import { describeOperation } from "../describe.ts";

const securitySchemes = {
  token: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
  password: { type: "http", scheme: "Basic" },
  key: { type: "apiKey", in: "query", name: "house-key", description: "The key." },
  login: {
    type: "oauth2",
    flows: {
      authorizationCode: {
        authorizationUrl: "https://login.example/authorize",
        tokenUrl: "https://login.example/token",
        scopes: { read: "See doors.", write: "Change doors." },
      },
    },
  },
  account: { type: "openIdConnect", openIdConnectUrl: "https://account.example/" },
  certificate: { type: "mutualTLS" },
};

const line = ({ name, type, links, children }: Field): string =>
  [`${name}: ${type}`, ...links.map(({ label, url }) => `${label} ${url}`), ...children.map(line)].join(" | ");

test.for([
  { name: "none", given: [], want: undefined },
  { name: "only an empty one", given: [{}], want: undefined },
  {
    name: "two together",
    given: [{ token: [], key: [] }],
    want: { optional: false, alternatives: [["Authorization: header, Bearer <JWT>", "house-key: query, API key"]] },
  },
  {
    name: "alternatives, or none",
    given: [{ password: [] }, { certificate: [] }, {}],
    want: {
      optional: true,
      alternatives: [["Authorization: header, HTTP basic"], ["certificate: TLS, client certificate"]],
    },
  },
  {
    name: "flows with the scopes that are needed",
    given: [{ login: ["read"] }],
    want: {
      optional: false,
      alternatives: [
        [
          "Authorization: header, Bearer <token>, from OAuth 2.0 | authorization code: flow | Authorization URL https://login.example/authorize | Token URL https://login.example/token | read: scope",
        ],
      ],
    },
  },
  {
    name: "discovery",
    given: [{ account: [] }],
    want: {
      optional: false,
      alternatives: [
        ["Authorization: header, Bearer <token>, from OpenID Connect | Discovery https://account.example/"],
      ],
    },
  },
])("security: $name", ({ given, want }) => {
  const [operation] = describeOperation({ security: given }, { securitySchemes }).operations;
  const view = securityView(operation?.security ?? [], "");
  expect(view && { ...view, alternatives: view.alternatives.map((fields) => fields.map(line)) }).toEqual(want);
});
