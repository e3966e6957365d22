import { describe, expect, test } from "vitest";
import { type ParameterForm, type ParameterStyle, serializeParameter } from "../../src/http/serialize.ts";

const array = ["blue", "black"];
const object = { R: 100, G: 200 };

/** The table of OpenAPI 3.1, section 4.8.12.4, and what it leaves out. */
const rows: [style: ParameterStyle, location: ParameterForm["in"], explode: boolean, value: unknown, want: string][] = [
  ["matrix", "path", false, "", ";color="],
  ["matrix", "path", false, "blue", ";color=blue"],
  ["matrix", "path", false, array, ";color=blue,black"],
  ["matrix", "path", true, array, ";color=blue;color=black"],
  ["matrix", "path", false, object, ";color=R,100,G,200"],
  ["matrix", "path", true, object, ";R=100;G=200"],
  ["label", "path", false, "blue", ".blue"],
  ["label", "path", false, array, ".blue,black"],
  ["label", "path", true, array, ".blue.black"],
  ["label", "path", false, object, ".R,100,G,200"],
  ["label", "path", true, object, ".R=100.G=200"],
  ["simple", "path", false, "a/b ?#%", "a%2Fb%20%3F%23%25"],
  ["simple", "path", false, array, "blue,black"],
  ["simple", "path", true, array, "blue,black"],
  ["simple", "path", false, object, "R,100,G,200"],
  ["simple", "path", true, object, "R=100,G=200"],
  ["simple", "path", false, "it's (ok)*!", "it%27s%20%28ok%29%2A%21"],
  ["simple", "path", false, "é\u2028😀", "%C3%A9%E2%80%A8%F0%9F%98%80"],
  ["simple", "header", false, "a, b=c", "a, b=c"],
  ["simple", "header", false, array, "blue,black"],
  ["form", "query", true, "blue & red", "color=blue%20%26%20red"],
  ["form", "query", true, true, "color=true"],
  ["form", "query", true, null, "color="],
  ["form", "query", true, array, "color=blue&color=black"],
  ["form", "query", false, array, "color=blue,black"],
  ["form", "query", true, object, "R=100&G=200"],
  ["form", "query", false, object, "color=R,100,G,200"],
  ["spaceDelimited", "query", false, array, "color=blue%20black"],
  ["pipeDelimited", "query", false, array, "color=blue%7Cblack"],
  ["deepObject", "query", true, object, "color%5BR%5D=100&color%5BG%5D=200"],
  ["form", "cookie", true, "a;b", "color=a%3Bb"],
];

const parameter = { name: "color", json: false };

describe("serializeParameter", () => {
  test.for(rows)("%s in %s, explode %s: %j", ([style, location, explode, value, want]) => {
    expect(serializeParameter({ ...parameter, style, in: location, explode }, value)).toBe(want);
  });

  test("writes JSON where the parameter is described by its content", () => {
    const json: ParameterForm = { ...parameter, style: "form", in: "query", explode: true, json: true };
    expect(serializeParameter(json, { a: [1] })).toBe("color=%7B%22a%22%3A%5B1%5D%7D");
  });

  test.for([
    ["a/b?c=d,e;f@g:h!$'()*", "color=a/b?c=d,e;f@g:h!$'()*"],
    ["a&b#c+d[e]", "color=a%26b%23c%2Bd%5Be%5D"],
    ["50%25 %", "color=50%25%20%25"],
    ["é", "color=%C3%A9"],
  ])("leaves reserved characters of %j where that is allowed, but for what would end the value", ([value, want]) => {
    const form: ParameterForm = { ...parameter, style: "form", in: "query", explode: true, allowReserved: true };
    expect(serializeParameter(form, value)).toBe(want);
  });
});
