import { readDescription, type SecurityScheme } from "@spkey/model";
import { describe, expect, test } from "vitest";
import { type CredentialOptions, readCredentials } from "../../src/verify/credentials.ts";

const none: CredentialOptions = { bearerEnv: [], apiKeyEnv: [], basicEnv: [] };

function schemesOf(schemes: Readonly<Record<string, object>>): readonly SecurityScheme[] {
  const components = { securitySchemes: schemes };
  return readDescription({ openapi: "3.1.0", info: { title: "It", version: "1" }, paths: {}, components })
    .securitySchemes;
}

const schemes = schemesOf({
  token: { type: "http", scheme: "bearer" },
  login: { type: "oauth2", flows: {} },
  open: { type: "openIdConnect", openIdConnectUrl: "https://id.test/" },
  user: { type: "http", scheme: "basic" },
  inHeader: { type: "apiKey", in: "header", name: "X-Key" },
  inQuery: { type: "apiKey", in: "query", name: "key" },
  inCookie: { type: "apiKey", in: "cookie", name: "session" },
  answer: { type: "http", scheme: "digest" },
  certificate: { type: "mutualTLS" },
});
const environment = { T: "canary-token", K: "canary key&1", U: "ada:canary:pass", EMPTY: " ", LINES: "canary\nX: 1" };

describe("credentials", () => {
  test("are read from the environment, for each kind of scheme", () => {
    const options = { bearerEnv: ["T"], apiKeyEnv: ["inHeader=K", "inQuery=K", "inCookie=T"], basicEnv: ["U"] };
    const { of, inShell, secrets } = readCredentials(schemes, options, environment);
    const rows = schemes.map((scheme) => [scheme.key, of(scheme)?.value, inShell(scheme)?.value]);
    expect(rows).toEqual([
      ["token", "Bearer canary-token", "Bearer $T"],
      ["login", "Bearer canary-token", "Bearer $T"],
      ["open", "Bearer canary-token", "Bearer $T"],
      ["user", `Basic ${btoa("ada:canary:pass")}`, 'Basic $(printf %s "$U" | base64)'],
      ["inHeader", "canary key&1", "$K"],
      ["inQuery", "canary%20key%261", "$K"],
      ["inCookie", "canary-token", "$T"],
      ["answer", undefined, undefined],
      ["certificate", undefined, undefined],
    ]);
    expect(secrets).toEqual(
      expect.arrayContaining(["canary-token", "canary key&1", "ada:canary:pass", "ada", "canary", "pass"]),
    );
  });

  test.for([
    { name: "one that is not set", options: { bearerEnv: ["canary_1"] }, says: "that is set" },
    { name: "one that is empty", options: { bearerEnv: ["EMPTY"] }, says: "that is set" },
    {
      name: "a credential itself",
      options: { bearerEnv: ["canary.canary.canary"] },
      says: "never a credential itself",
    },
    { name: "one that no header can carry", options: { bearerEnv: ["LINES"] }, says: "no header can carry" },
    { name: "a key of which it is not clear which", options: { apiKeyEnv: ["K"] }, says: "several API keys" },
    {
      name: "a scheme that there is not",
      options: { apiKeyEnv: ["canary=K"] },
      says: "one of inHeader, inQuery, inCookie",
    },
    { name: "no password", options: { basicEnv: ["T"] }, says: "user:password" },
  ])("refuse $name, and repeat nothing", ({ options, says }) => {
    let message = "";
    try {
      readCredentials(schemes, { ...none, ...options }, environment);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(says);
    expect(message).not.toContain("canary");
  });
});
