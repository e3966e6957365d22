import { expect, test } from "vitest";
import { serverUrl } from "../../src/index.ts";

const region = { name: "region", default: "eu", enum: ["eu", "us"] };
const port = { name: "port", default: "443", enum: [] };
const at = (url: string) => ({ url, variables: [region, port] });

test.for([
  ["a URL", at("https://a.test/v1"), {}, "https://a.test/v1"],
  ["a slash at the end", at("https://a.test/v1//"), {}, "https://a.test/v1"],
  ["a variable's default", at("https://{region}.a.test"), {}, "https://eu.a.test"],
  ["two variables", at("https://{region}.a.test:{port}/v1/"), {}, "https://eu.a.test:443/v1"],
  ["a variable twice", at("https://{region}.a.test/{region}"), {}, "https://eu.a.test/eu"],
  ["a variable's value", at("https://{region}.a.test"), { region: "us" }, "https://us.a.test"],
  ["a variable that is not described", at("https://{other}.a.test"), {}, "https://{other}.a.test"],
  ["a name that every object has", at("https://{constructor}.a.test"), {}, "https://{constructor}.a.test"],
  ["a relative one", at("/v1/"), {}, "/v1"],
  ["the default server", at("/"), {}, ""],
  ["none", undefined, {}, ""],
] as const)("%s", ([, server, values, want]) => {
  expect(serverUrl(server, values)).toBe(want);
});
