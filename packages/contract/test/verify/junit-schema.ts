/** JUnit's XML as build servers read it, each element as an object, each attribute with an `@`. */
const counts = ["tests", "failures", "errors", "skipped"].map((name) => `@${name}`);
const number = { type: "string", pattern: "^\\d+(\\.\\d+)?$" };
const text = { type: "string" };
const message = {
  type: "array",
  maxItems: 1,
  items: {
    type: "object",
    required: ["@message"],
    properties: { "@message": text, "@type": text, "#text": text },
    additionalProperties: false,
  },
};

const testcase = {
  type: "object",
  required: ["@name", "@classname", "@time"],
  properties: { "@name": text, "@classname": text, "@time": number, failure: message, skipped: message, error: {} },
  additionalProperties: false,
};

const property = {
  type: "object",
  required: ["@name", "@value"],
  properties: { "@name": text, "@value": text },
  additionalProperties: false,
};

const testsuite = {
  type: "object",
  required: ["@name", "@time", "testcase", ...counts],
  properties: {
    "@name": text,
    "@time": number,
    ...Object.fromEntries(counts.map((name) => [name, number])),
    properties: {
      type: "object",
      properties: { property: { type: "array", items: property } },
      additionalProperties: false,
    },
    testcase: { type: "array", minItems: 1, items: testcase },
  },
  additionalProperties: false,
};

export const junitSchema = {
  type: "object",
  required: ["testsuites"],
  properties: {
    "?xml": {},
    testsuites: {
      type: "object",
      required: ["@name", "@time", ...counts, "testsuite"],
      properties: {
        "@name": text,
        "@time": number,
        ...Object.fromEntries(counts.map((name) => [name, number])),
        testsuite: { type: "array", items: testsuite },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};
