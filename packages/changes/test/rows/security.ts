import { get, job, type MessageRow, row, since, undone } from "./message-row.ts";

export const security: readonly MessageRow[] = [
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
  since(
    "two alternatives that are the same on the wire",
    (d) => {
      d.components.securitySchemes.jwt = { type: "http", scheme: "bearer", bearerFormat: "JWT" };
      d.security = [{ token: [] }, { jwt: [] }];
    },
    (d) => {
      d.info.version = "2";
    },
  ),
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
