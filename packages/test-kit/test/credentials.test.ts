import { expect, test } from "vitest";
import {
  type MadeUpCredential,
  madeUpCredential,
  madeUpCredentials,
  readDocument,
  type SecurityScheme,
} from "../src/index.ts";
import { resolve } from "./walk.ts";

const authorization = { in: "header", name: "Authorization" } as const;

test.for<{ scheme: SecurityScheme; want: Partial<MadeUpCredential> | undefined }>([
  {
    scheme: { type: "http", scheme: "bearer" },
    want: { ...authorization, value: "token.of.it", sent: "Bearer token.of.it" },
  },
  {
    scheme: { type: "http", scheme: "BASIC" },
    want: {
      ...authorization,
      value: { username: "user-of-it", password: "pass:of:it" },
      sent: "Basic dXNlci1vZi1pdDpwYXNzOm9mOml0",
    },
  },
  { scheme: { type: "http", scheme: "digest" }, want: { ...authorization, sent: "Digest token.of.it" } },
  { scheme: { type: "apiKey", in: "header", name: "X-Key" }, want: { in: "header", name: "X-Key", sent: "key+/=it" } },
  { scheme: { type: "apiKey", in: "query", name: "a key" }, want: { in: "query", name: "a key", sent: "key+/=it" } },
  { scheme: { type: "apiKey", in: "cookie", name: "key" }, want: { in: "cookie", name: "key", value: "key+/=it" } },
  { scheme: { type: "oauth2" }, want: { ...authorization, sent: "Bearer token.of.it" } },
  { scheme: { type: "openIdConnect" }, want: { ...authorization, sent: "Bearer token.of.it" } },
  { scheme: { type: "mutualTLS" }, want: undefined },
])("a credential for $scheme", ({ scheme, want }) => {
  const credential = madeUpCredential("it", scheme);
  if (want) expect(credential).toMatchObject(want);
  else expect(credential).toBeUndefined();
});

test("a key that has no place is an error", () => {
  expect(() => madeUpCredential("it", { type: "apiKey", in: "body", name: "key" })).toThrow('not into "body"');
});

test("each scheme of a description has a credential of its own", async () => {
  const schemes = resolve(await readDocument("all-kinds"), "#/components/securitySchemes");
  const credentials = madeUpCredentials(schemes as Record<string, SecurityScheme>); // As OpenAPI has it.
  const sent = Object.values(credentials).map((one) => one.sent);
  expect(Object.keys(schemes ?? {}).filter((name) => !(name in credentials))).toEqual(["terminal"]);
  expect(new Set(sent).size).toBe(sent.length);
});
