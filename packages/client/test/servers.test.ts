import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf, type Sources } from "./support/package.ts";

const responses = { 204: { description: "Done." } };
const at = (operationId: string, more: object = {}) => ({ get: { operationId, responses, ...more } });

/** Operations with servers, and with credentials, of their own; one behind a reference to a path item. */
const document = {
  openapi: "3.1.0",
  info: { title: "Servers", version: "1.0.0" },
  servers: [{ url: "https://default.test/v1" }],
  security: [{ token: [] }],
  paths: {
    "/usual": at("usual"),
    "/own": at("own", {
      servers: [
        {
          url: "https://{zone}.own.test/{version}",
          variables: { zone: { default: "eu" }, version: { default: "v2" } },
        },
      ],
      security: [{ key: [] }],
    }),
    "/path": { servers: [{ url: "https://path.test" }], ...at("ofPath") },
    "/plain": at("plain", { servers: [{ url: "http://plain.test" }] }),
    "/loopback": at("loopback", { servers: [{ url: "http://127.0.0.1:4010" }] }),
    "/referred": { $ref: "#/components/pathItems/Referred" },
    "/public": at("open", { security: [] }),
  },
  components: {
    pathItems: {
      Referred: { ...at("referred", { security: [{ key: [] }] }), servers: [{ url: "https://referred.test" }] },
    },
    securitySchemes: {
      token: { type: "http", scheme: "bearer" },
      key: { type: "apiKey", in: "header", name: "X-Key" },
    },
  },
};

let sources: Sources;
beforeAll(async () => {
  sources = await clientOf(document);
});
afterAll(() => sources?.remove());

const bearer = { authorization: "Bearer jwt" };
const key = { "x-key": "secret" };
const rows = [
  { name: "usual", url: "https://default.test/v1/usual", credentials: bearer },
  { name: "own", url: "https://eu.own.test/v2/own", credentials: key },
  { name: "ofPath", url: "https://path.test/path", credentials: bearer },
  { name: "plain", url: undefined, credentials: {} },
  { name: "loopback", url: "http://127.0.0.1:4010/loopback", credentials: bearer },
  { name: "referred", url: "https://referred.test/referred", credentials: key },
  { name: "open", url: "https://default.test/v1/public", credentials: {} },
];

/** What a call sends: where to, and with which credentials. */
async function sentBy(name: string, options: object) {
  const sent: object[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const all = new Headers(init.headers);
    const credentials = ["authorization", "x-key"].flatMap((each) => (all.has(each) ? [[each, all.get(each)]] : []));
    sent.push({ url, credentials: Object.fromEntries(credentials) });
    return new Response(null, { status: 204 });
  };
  const { createClient, ...operations } = await import(`${sources.folder}/src/index.ts`);
  const thrown: unknown = await operations[name](
    createClient({ token: "jwt", key: "secret", fetch, ...options }),
  ).catch((error: unknown) => error);
  return { sent, thrown };
}

describe("without `baseUrl`", () => {
  test.for(rows)("$name goes to $url, with its own credentials only", async ({ name, url, credentials }) => {
    const { sent, thrown } = await sentBy(name, {});
    expect(sent).toEqual(url === undefined ? [] : [{ url, credentials }]);
    if (url === undefined)
      expect(thrown).toMatchObject({
        kind: "invalid-request",
        outcome: "not-sent",
        message: expect.stringContaining("its server is not HTTPS"),
      });
    else expect(thrown).toBeUndefined();
  });
});

describe("with `baseUrl`", () => {
  test.for(rows)("$name goes there, with its own credentials only", async ({ name, url = "/plain", credentials }) => {
    const { sent } = await sentBy(name, { baseUrl: "https://chosen.test" });
    const own = name === "plain" ? bearer : credentials;
    expect(sent).toEqual([{ url: `https://chosen.test/${url.split("/").at(-1)}`, credentials: own }]);
  });
});
