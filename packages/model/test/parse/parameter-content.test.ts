import { expect, test } from "vitest";
import { readDescription, serializeParameter } from "../../src/index.ts";

/** OpenAPI 3.1, section 4.8.12.2: the value is written as the media type says. */
test.for([
  { mediaType: "application/json", value: "a b", text: "q=%22a%20b%22" },
  { mediaType: "application/vnd.x+json", value: { a: 1 }, text: "q=%7B%22a%22%3A1%7D" },
  { mediaType: "text/plain", value: "a b", text: "q=a%20b" },
  { mediaType: "application/xml", value: "<a/>", text: "q=%3Ca%2F%3E" },
])("a parameter described by $mediaType is written as $text", ({ mediaType, value, text }) => {
  const parameters = [{ name: "q", in: "query", content: { [mediaType]: { schema: {} } } }];
  const description = readDescription({
    openapi: "3.1.0",
    info: { title: "Test", version: "1" },
    paths: { "/": { get: { parameters, responses: {} } } },
  });
  const [parameter] = description.operations.flatMap((operation) => operation.parameters);
  expect(parameter && serializeParameter(parameter, value)).toBe(text);
});
