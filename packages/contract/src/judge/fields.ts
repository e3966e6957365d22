import type { Schema } from "@spkey/model";
import { unexpectedFields } from "@spkey/model/unexpected";
import { type Finding, finding } from "../findings.ts";

const told = {
  undeclared: { kind: "undocumented-field", message: "is not documented" },
  writeOnly: { kind: "write-only-field", message: "is only sent, and came back" },
} as const;

/** Fields that the description does not know, and such that are only sent. */
export function judgeFields(schema: Schema, value: unknown): Finding[] {
  return unexpectedFields(schema, value).map(({ kind, path, pointer }) =>
    finding(told[kind].kind, pointer, ["body", ...path].join("/"), told[kind].message),
  );
}
