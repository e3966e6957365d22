import { describe, expect, test } from "vitest";
import { readOperation } from "../describe.ts";

describe("responses (section 4.8.16)", () => {
  test("statuses in any case, without extensions", () => {
    const response = { description: "Fine." };
    const responses = { "200": response, "2xx": response, "4Xx": response, default: response, "x-note": response };
    expect(readOperation({ responses }).operation.responses.map(({ status }) => status)).toEqual([
      "200",
      "2XX",
      "4XX",
      "default",
    ]);
  });

  test("with headers, content, links and examples, behind references", () => {
    const { operation } = readOperation(
      { responses: { "200": { $ref: "#/components/responses/Thing" } } },
      {
        components: {
          responses: {
            Thing: {
              summary: "In short",
              description: "A thing.",
              headers: {
                "X-Next": { $ref: "#/components/headers/Next" },
                "content-type": { schema: { type: "string" } },
              },
              content: { "application/json": { examples: { one: { $ref: "#/components/examples/One" } } } },
              links: { again: { $ref: "#/components/links/Again" } },
            },
          },
          headers: { Next: { description: "More", required: true, schema: { type: "integer", examples: [2] } } },
          examples: { One: { summary: "A novel", description: "Old", value: { title: "Emma" } } },
          links: {
            Again: {
              operationId: "getThing",
              description: "Get it",
              parameters: { "path.id": "$response.body#/id" },
              requestBody: null,
              server: { url: "https://b.test" },
            },
          },
        },
      },
    );
    expect(operation.responses).toEqual([
      {
        status: "200",
        summary: "In short",
        description: "A thing.",
        pointer: "#/components/responses/Thing",
        headers: [
          expect.objectContaining({
            name: "X-Next",
            description: "More",
            required: true,
            examples: [{ value: 2, pointer: "#/components/headers/Next/schema" }],
            pointer: "#/components/headers/Next",
          }),
        ],
        content: [
          {
            mediaType: "application/json",
            encoding: {},
            examples: [
              {
                name: "one",
                summary: "A novel",
                description: "Old",
                value: { title: "Emma" },
                pointer: "#/components/examples/One/value",
              },
            ],
            pointer: "#/components/responses/Thing/content/application~1json",
          },
        ],
        links: [
          {
            name: "again",
            operationId: "getThing",
            description: "Get it",
            parameters: { "path.id": "$response.body#/id" },
            requestBody: null,
            server: { url: "https://b.test", variables: [] },
            pointer: "#/components/links/Again",
          },
        ],
      },
    ]);
  });
});

describe("request bodies (section 4.8.13)", () => {
  test.for([
    ["none", undefined, undefined],
    ["without content", { required: true, content: {} }, undefined],
    ["optional", { content: { "text/plain": {} } }, { required: false, description: "" }],
    [
      "required",
      { required: true, description: "It", content: { "text/plain": {} } },
      { required: true, description: "It" },
    ],
  ] as const)("%s", ([, requestBody, want]) => {
    const { operation } = readOperation({ requestBody });
    if (want) expect(operation.requestBody).toMatchObject(want);
    else expect(operation).not.toHaveProperty("requestBody");
  });
});

describe("media types (section 4.8.14)", () => {
  const mediaOf = (media: object) => {
    const { description, operation } = readOperation({ requestBody: { content: { "multipart/form-data": media } } });
    const [content] = operation.requestBody?.content ?? [];
    return { content, unsupported: description.unsupported.map(({ pointer }) => pointer) };
  };
  const at = "#/paths/~1things/post/requestBody/content/multipart~1form-data";

  test.for<[name: string, media: object, values: unknown[], pointers: string[]]>([
    ["its example", { example: 1, schema: { examples: [2] } }, [1], [`${at}/example`]],
    [
      "its examples",
      { examples: { a: { value: 1 }, b: { value: 2 } } },
      [1, 2],
      [`${at}/examples/a/value`, `${at}/examples/b/value`],
    ],
    ["an example that is null", { example: null }, [null], [`${at}/example`]],
    ["the schema's example", { schema: { examples: [2, 3] } }, [2], [`${at}/schema`]],
    ["none", { schema: {} }, [], []],
    [
      "3.2: the value before it is written",
      { examples: { a: { dataValue: 1, serializedValue: "1" } } },
      [1],
      [`${at}/examples/a/dataValue`],
    ],
  ])("examples: %s", ([, media, values, pointers]) => {
    const { content } = mediaOf(media);
    expect(content?.examples.map(({ value }) => value)).toEqual(values);
    expect(content?.examples.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test("an example that is somewhere else is reported", () => {
    expect(mediaOf({ examples: { a: { externalValue: "https://a.test/a.json" } } })).toMatchObject({
      content: { examples: [] },
      unsupported: [`${at}/examples/a`],
    });
  });

  test("encodings of properties (section 4.8.15)", () => {
    const encoding = {
      file: {
        contentType: "image/png",
        headers: { "X-Rate": { schema: { type: "integer" } }, "Content-Type": { schema: {} } },
        style: "form",
        explode: false,
        allowReserved: true,
      },
    };
    expect(mediaOf({ encoding }).content?.encoding).toEqual({
      file: {
        contentType: "image/png",
        headers: [expect.objectContaining({ name: "X-Rate", pointer: `${at}/encoding/file/headers/X-Rate` })],
        style: "form",
        explode: false,
        allowReserved: true,
      },
    });
  });

  test("3.2: the schema of items, and encodings that no product uses", () => {
    const { content, unsupported } = mediaOf({
      itemSchema: { type: "integer" },
      prefixEncoding: [{}],
      itemEncoding: {},
    });
    expect(content?.itemSchema).toMatchObject({ kind: "integer", pointer: `${at}/itemSchema` });
    expect(unsupported).toEqual([`${at}/prefixEncoding`, `${at}/itemEncoding`]);
  });
});
