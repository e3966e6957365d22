import { describe, expect, test } from "vitest";
import {
  type BrokenRule,
  isOfMock,
  judgeViolations,
  type PrismViolation,
  readViolations,
  type Wanted,
} from "../src/index.ts";
import { describeOperation } from "./describe-operation.ts";

const { operation } = describeOperation({ responses: { "204": { description: "Done." } } });
const rule: BrokenRule = { in: "body", keyword: "required", path: ["a", "0"], property: "name", inUnion: false };
const refused: Wanted = { outcome: "refused", statuses: [422], violation: rule };
const missing = violation(["request", "body", "a", "0"], "required", "must have required property 'name'");
const other = violation(["request", "query", "limit"], "type", "must be integer");
const unauthorized = violation(["request"], 401, "Invalid security scheme used");

const rows: { name: string; wanted: Wanted; violations: PrismViolation[]; findings: string[] }[] = [
  { name: "nothing of a valid request", wanted: { outcome: "accepted" }, violations: [], findings: [] },
  {
    name: "something of a valid request",
    wanted: { outcome: "answered", status: 404 },
    violations: [other],
    findings: ["Prism: request.query.limit: must be integer"],
  },
  {
    name: "a hint",
    wanted: { outcome: "accepted" },
    violations: [{ ...other, severity: "Warning" }],
    findings: [],
  },
  { name: "the rule that is broken", wanted: refused, violations: [missing], findings: [] },
  {
    name: "nothing of a broken rule",
    wanted: refused,
    violations: [],
    findings: [expect.stringContaining("found []")],
  },
  {
    name: "something else beside the rule",
    wanted: refused,
    violations: [missing, other],
    findings: [expect.stringContaining("name is missing")],
  },
  {
    name: "the rule at another place",
    wanted: refused,
    violations: [{ ...missing, location: ["request", "body"] }],
    findings: [expect.stringContaining("name is missing")],
  },
  {
    name: "the rule of another property",
    wanted: refused,
    violations: [{ ...missing, message: "must have required property 'names'" }],
    findings: [expect.stringContaining("name is missing")],
  },
  {
    name: "another rule at the place",
    wanted: refused,
    violations: [{ ...missing, code: "type" }],
    findings: [expect.stringContaining("name is missing")],
  },
  {
    name: "anything, of one of several alternatives",
    wanted: { ...refused, violation: { ...rule, inUnion: true } },
    violations: [other, missing],
    findings: [],
  },
  {
    name: "nothing, of one of several alternatives",
    wanted: { ...refused, violation: { ...rule, inUnion: true } },
    violations: [],
    findings: [expect.stringContaining("found []")],
  },
  {
    name: "that a credential is missing",
    wanted: { outcome: "refused", statuses: [401] },
    violations: [unauthorized],
    findings: [],
  },
  {
    name: "something else than that a credential is missing",
    wanted: { outcome: "refused", statuses: [401] },
    violations: [unauthorized, other],
    findings: ["Prism: request.query.limit: must be integer"],
  },
  {
    name: "that a credential is missing, of a request that has it",
    wanted: { outcome: "accepted" },
    violations: [unauthorized],
    findings: ["Prism: request: Invalid security scheme used"],
  },
];

describe("Prism finds", () => {
  test.for(rows)("$name", ({ wanted, violations, findings }) => {
    expect(judgeViolations({ operation, wanted }, violations).map(({ message }) => message)).toEqual(findings);
  });
});

describe("Prism's verdict is read from", () => {
  const { location: _, ...rest } = missing;
  test.for([
    { name: "the header", header: JSON.stringify([missing]), body: "", violations: [missing] },
    {
      name: "an answer of Prism's own",
      body: JSON.stringify({
        type: "https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY",
        validation: [{ ...rest, location: ["body", "a", "0"] }],
      }),
      violations: [missing],
    },
    {
      name: "no answer of the API's",
      body: JSON.stringify({ type: "about:blank", validation: [missing] }),
      violations: [],
    },
    { name: "no empty answer", body: "", violations: [] },
  ])("$name", ({ header, body, violations }) => {
    const headers = new Headers({
      "Content-Type": "application/problem+json",
      ...(header !== undefined && { "sl-violations": header }),
    });
    expect(readViolations({ status: 422, headers, body: new TextEncoder().encode(body) })).toEqual(violations);
  });
});

describe("an answer is of the mock's own:", () => {
  test.for([
    { type: "https://stoplight.io/prism/errors#UNAUTHORIZED", own: true },
    { type: "urn:spkey-mock:unwritable", own: true },
    { type: "https://example.com/problems/limit", own: false },
    { type: undefined, own: false },
  ])("$type is $own", ({ type, own }) => {
    const answer = (mediaType: string) => ({
      status: 400,
      headers: new Headers({ "Content-Type": mediaType }),
      body: new TextEncoder().encode(JSON.stringify({ type })),
    });
    expect(isOfMock(answer("application/problem+json"))).toBe(own);
    expect(isOfMock(answer("application/json"))).toBe(false);
  });
});

function violation(location: string[], code: string | number, message: string): PrismViolation {
  return { location, severity: "Error", code, message };
}
