import { readDescription } from "@spkey/model";
import { expect, test } from "vitest";
import { repetitionOf } from "../../src/view/repeatable.ts";

test.for([
  { method: "get", want: "safe" },
  { method: "head", want: "safe" },
  { method: "options", want: "safe" },
  { method: "put", want: "idempotent" },
  { method: "delete", want: "idempotent" },
  { method: "post", want: "unsafe" },
  { method: "patch", want: "unsafe" },
])("$method is $want (RFC 9110, section 9.2)", ({ method, want }) => {
  const paths = { "/a": { [method]: { responses: {} } } };
  const { operations } = readDescription({ openapi: "3.1.0", info: { title: "x", version: "1" }, paths });
  expect(operations.map(repetitionOf)).toEqual([want]);
});
