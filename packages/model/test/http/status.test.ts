import { expect, test } from "vitest";
import { errorsOf, isExact, isOfClass, lookUpStatus, namesOfStatus, successesOf } from "../../src/index.ts";

const responses = (...statuses: string[]) => statuses.map((status) => ({ status }));
const described = responses("200", "2XX", "404", "4XX", "default");

test.for([
  [200, "200"],
  [201, "2XX"],
  [404, "404"],
  [499, "4XX"],
  [500, "default"],
  [302, "default"],
] as const)("%d is described by %s", ([status, want]) => {
  expect(lookUpStatus(described, status)?.status).toBe(want);
});

test("the names that describe a status, the closest first", () => {
  expect(namesOfStatus(418)).toEqual(["418", "4XX", "default"]);
});

test("a status that nothing describes", () => {
  expect(lookUpStatus(responses("200", "4XX"), 500)).toBeUndefined();
});

test.for([
  [
    ["200", "2XX", "404", "default"],
    ["200", "2XX"],
    ["404", "default"],
  ],
  [["404", "default"], ["default"], ["404", "default"]],
  [["302", "5XX"], [], ["5XX"]],
] as const)("of %j, %j are successes and %j errors", ([given, successes, errors]) => {
  expect(successesOf(responses(...given)).map(({ status }) => status)).toEqual(successes);
  expect(errorsOf(responses(...given)).map(({ status }) => status)).toEqual(errors);
});

test.for([
  ["200", true, true],
  ["2XX", true, false],
  ["default", false, false],
  ["404", false, true],
] as const)("%s: a success is %s, exact %s", ([status, success, exact]) => {
  expect(isOfClass(status, 2)).toBe(success);
  expect(isExact(status)).toBe(exact);
});

test.for([
  ["404", true],
  ["5XX", true],
  ["302", false],
] as const)("%s is of the classes 4 and 5: %s", ([status, want]) => {
  expect(isOfClass(status, 4, 5)).toBe(want);
});
