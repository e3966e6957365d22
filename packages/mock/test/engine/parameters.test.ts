import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describing, done, type JudgedRow, judgeOf } from "./judged.ts";

/** Each style with each type, and what Prism's engine has no validation of (OpenAPI 3.1, section 4.8.12). */
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const floor = { type: "object", required: ["floor"], properties: { floor: { $ref: "#/components/schemas/Floor" } } };
const get = (...parameters: object[]) => ({ get: done({ parameters }) });
const query = (name: string, schema: object, more: object = {}) => ({ name, in: "query", schema, ...more });
const path = (name: string, schema: object, more: object = {}) => ({
  name,
  in: "path",
  required: true,
  schema,
  ...more,
});
const header = (name: string, schema: object, more: object = {}) => ({ name, in: "header", schema, ...more });
const cookie = (name: string, schema: object, more: object = {}) => ({ name, in: "cookie", schema, ...more });

const text = { type: "string" };
const integer = { type: "integer" };
const list = { type: "array", items: integer, maxItems: 3 };
const size = { type: "object", required: ["w"], properties: { w: integer, h: integer } };
const closed = { ...size, additionalProperties: false };

const document = describing(
  {
    "/content": get({ name: "at", in: "query", required: true, ...json(floor) }),
    "/content/text": get({ name: "at", in: "query", content: { "text/plain": { schema: integer } } }),
    "/content/form": get({
      name: "at",
      in: "query",
      content: { "application/x-www-form-urlencoded": { schema: size } },
    }),
    "/header": get({ name: "X-At", in: "header", ...json(floor) }),
    "/rooms/{room}.{format}": get(
      { name: "room", in: "path", required: true, ...json(floor) },
      path("format", { type: "string", enum: ["txt"] }),
    ),
    "/scalars": get(
      query("q", text),
      query("n", { type: "number" }),
      query("i", integer),
      query("flag", { type: "boolean" }),
      query("empty", integer, { allowEmptyValue: true }),
      query("maybe", { type: ["integer", "null"] }),
      query("either", {
        anyOf: [
          { type: "integer", minimum: 100 },
          { type: "string", pattern: "^[a-z0-9]{2}$" },
        ],
      }),
      query("one", { enum: [1, "two", true] }),
      query("ref", { $ref: "#/components/schemas/Floor" }),
      query("both", { allOf: [integer, { minimum: 3 }] }),
      query("old", integer, { deprecated: true }),
    ),
    "/required": get(query("q", text, { required: true })),
    "/lists": get(
      query("form", list),
      query("commas", list, { explode: false }),
      query("spaces", list, { style: "spaceDelimited", explode: false }),
      query("pipes", list, { style: "pipeDelimited", explode: false }),
      query("apart", list, { style: "pipeDelimited", explode: true }),
      query("texts", { type: "array", items: text, minItems: 1 }, { explode: false }),
      query("tuple", { type: "array", prefixItems: [integer, text], items: false }, { explode: false }),
      query("none", { type: ["array", "null"], items: integer }),
    ),
    "/required/list": get(query("t", list, { required: true })),
    "/objects": get(
      query("commas", size, { explode: false }),
      query("spaces", size, { style: "spaceDelimited", explode: false }),
      query("pipes", size, { style: "pipeDelimited", explode: false }),
    ),
    "/spread": get(query("size", size), query("other", integer)),
    "/spread/closed": get(query("size", closed)),
    "/spread/open": get(query("size", { type: "object", additionalProperties: integer }), query("other", text)),
    "/deep": get(query("f", size, { style: "deepObject" })),
    "/deep/closed": get(query("f", closed, { style: "deepObject" }), query("g", closed, { style: "deepObject" })),
    "/deep/required": get(query("f", size, { style: "deepObject", required: true })),
    "/deep/nested": get(
      query("f", { type: "object", properties: { in: size, list, any: {} } }, { style: "deepObject", explode: true }),
    ),
    "/headers": get(
      header("X-N", integer),
      header("X-List", list),
      header("X-Size", size),
      header("X-Spread", size, { explode: true }),
      header("X-Text", { type: "string", minLength: 1 }),
    ),
    "/headers/required": get(header("X-Trace", text, { required: true })),
    "/simple/{x}/{list}/{size}/{spread}": get(
      path("x", integer),
      path("list", list),
      path("size", size),
      path("spread", size, { explode: true }),
    ),
    "/label/{x}/{list}/{apart}/{size}/{spread}": get(
      path("x", { type: "number" }, { style: "label" }),
      path("list", list, { style: "label" }),
      path("apart", list, { style: "label", explode: true }),
      path("size", size, { style: "label" }),
      path("spread", size, { style: "label", explode: true }),
    ),
    "/matrix/{x}/{list}/{apart}/{size}/{spread}": get(
      path("x", integer, { style: "matrix" }),
      path("list", list, { style: "matrix" }),
      path("apart", list, { style: "matrix", explode: true }),
      path("size", size, { style: "matrix" }),
      path("spread", size, { style: "matrix", explode: true }),
    ),
    "/straße/{größe}": get(path("größe", integer)),
    "/files/{name}.{format}": get(path("name", text), path("format", { enum: ["txt", "tar.gz"] })),
    "/files/{id}:copy": get(path("id", integer)),
    "/cookies": get(
      cookie("shoes", { type: "string", minLength: 3 }, { required: true }),
      cookie("landings", { type: "array", items: integer }),
      cookie("steps", { type: "array", items: integer, maxItems: 2 }, { explode: false }),
      cookie("size", { type: "object", properties: { w: integer } }, { explode: false }),
      cookie("spread", { type: "object", properties: { depth: integer } }),
      { name: "in-json", in: "cookie", ...json(floor) },
    ),
  },
  { schemas: { Floor: { type: "integer", minimum: 0 } } },
);

let subject: Awaited<ReturnType<typeof judgeOf>>;
beforeAll(async () => {
  subject = await judgeOf(document);
});
afterAll(() => subject.mock.stop());

const at = (value: unknown) => encodeURIComponent(JSON.stringify(value));
/** Rows of targets, and what is found wrong with them. */
const rows = (targets: Readonly<Record<string, readonly string[]>>): JudgedRow[] =>
  Object.entries(targets).map(([target, found]) => ({ target, found }));
const withHeader = (target: string, name: string, values: Readonly<Record<string, readonly string[]>>): JudgedRow[] =>
  Object.entries(values).map(([value, found]) => ({ target, headers: { [name]: value }, found }));

const groups: Readonly<Record<string, readonly JudgedRow[]>> = {
  "described by `content`": [
    ...rows({
      [`/content?at=${at({ floor: 2 })}`]: [],
      [`/content?at=${at({ floor: -1 })}`]: ["query.at.floor minimum"],
      [`/content?at=${at({})}`]: ["query.at required"],
      [`/content?at=${at("2")}`]: ["query.at type"],
      "/content?at=%7B": ["query.at contentMediaType"],
      "/content": ["query required"],
      "/content/text?at=2": [],
      "/content/text?at=two": ["query.at type"],
      "/content/form?at=w%3D2%26h%3D3": [],
      "/content/form?at=w%3Dtwo": ["query.at.w type"],
      [`/rooms/${at({ floor: 2 })}.txt`]: [],
      [`/rooms/${at({ floor: 0.5 })}.txt`]: ["path.room.floor type"],
      [`/rooms/${at({ floor: "2" })}.txt`]: ["path.room.floor type"],
    }),
    ...withHeader("/header", "X-At", { '{"floor":2}': [], '{"floor":0.5}': ["header.X-At.floor type"] }),
  ],
  "a scalar": rows({
    "/scalars?q=": [],
    "/scalars?q": [],
    "/required?q=": [],
    "/required": ["query required"],
    "/required?Q=x": ["query required"],
    "/scalars?n=": ["query.n type"],
    "/scalars?n=-1.5e3": [],
    "/scalars?n=0x10": ["query.n type"],
    "/scalars?n=Infinity": ["query.n type"],
    "/scalars?n=1&n=2": ["query.n type"],
    "/scalars?i=5": [],
    "/scalars?i=5.5": ["query.i type"],
    "/scalars?i=5,6": ["query.i type"],
    "/scalars?i=%205": ["query.i type"],
    "/scalars?flag=true": [],
    "/scalars?flag=1": ["query.flag type"],
    "/scalars?empty=": [],
    "/scalars?empty=x": ["query.empty type"],
    "/scalars?maybe=": [],
    "/scalars?maybe=null": [],
    "/scalars?maybe=x": ["query.maybe type"],
    "/scalars?either=150": [],
    "/scalars?either=50": [],
    "/scalars?either=5": ["query.either minimum", "query.either type", "query.either anyOf"],
    "/scalars?one=1": [],
    "/scalars?one=two": [],
    "/scalars?one=2": ["query.one enum"],
    "/scalars?ref=-1": ["query.ref minimum"],
    "/scalars?both=2": ["query.both minimum"],
    "/scalars?old=1": ["query.old deprecated"],
  }),
  "a list in a query": rows({
    "/lists?form=1&form=2": [],
    "/lists?form=1": [],
    "/lists?form=": ["query.form.0 type"],
    "/lists?form=1,2": ["query.form.0 type"],
    "/lists?form=1&form=x": ["query.form.1 type"],
    "/lists?form=1&form=2&form=3&form=4": ["query.form maxItems"],
    "/lists?commas=1,2": [],
    "/lists?commas=1%2C2": [],
    "/lists?commas=": [],
    "/lists?commas=1,x": ["query.commas.1 type"],
    "/lists?commas=1,2,3,4": ["query.commas maxItems"],
    "/lists?commas=1&commas=2": ["query.commas.0 type", "query.commas.1 type"],
    "/lists?spaces=1%202": [],
    "/lists?spaces=1+2": [],
    "/lists?spaces=1%202%20x": ["query.spaces.2 type"],
    "/lists?spaces=1,2": ["query.spaces.0 type"],
    "/lists?pipes=1%7C2": [],
    "/lists?pipes=1|2|3|4": ["query.pipes maxItems"],
    "/lists?pipes=x%7C2": ["query.pipes.0 type"],
    "/lists?apart=1&apart=2": [],
    "/lists?apart=1&apart=x": ["query.apart.1 type"],
    "/lists?texts=a%2Cb,c": [],
    "/lists?texts=": [],
    "/lists?tuple=1,a": [],
    "/lists?tuple=a,1": ["query.tuple.0 type"],
    "/lists?tuple=1,a,b": ["query.tuple items"],
    "/lists?none=1": [],
    "/lists?none=": [],
    "/required/list": ["query required"],
    "/required/list?t=1": [],
  }),
  "an object in a query": rows({
    "/objects?commas=w,2,h,3": [],
    "/objects?commas=w,x": ["query.commas.w type"],
    "/objects?commas=h,3": ["query.commas required"],
    "/objects?commas=w": ["query.commas type"],
    "/objects?spaces=w%202": [],
    "/objects?spaces=h%202": ["query.spaces required"],
    "/objects?pipes=w%7C2%7Ch%7C3": [],
    "/objects?pipes=w|x": ["query.pipes.w type"],
    "/spread?w=2&h=3": [],
    "/spread": [],
    "/spread?other=1": [],
    "/spread?other=x": ["query.other type"],
    "/spread?h=3": ["query.size required"],
    "/spread?w=x": ["query.size.w type"],
    "/spread?w=1&w=2": ["query.size.w type"],
    "/spread?w=2&unknown=x": [],
    "/spread/closed?w=2&unknown=x": [],
    "/spread/open?a=1&other=x": [],
    "/spread/open?a=x": ["query.size.a type"],
  }),
  "a deep object": rows({
    "/deep": [],
    "/deep?f[w]=2": [],
    "/deep?f%5Bw%5D=2&f%5Bh%5D=3": [],
    "/deep?f[h]=3": ["query.f required"],
    "/deep?f[w]=x": ["query.f.w type"],
    "/deep?f[w]=2&f[more]=x": [],
    "/deep?f=2": ["query.f type"],
    "/deep/closed": [],
    "/deep/closed?f[w]=2": [],
    "/deep/closed?f[w]=2&f[more]=x": ["query.f additionalProperties"],
    "/deep/closed?f[w]=2&g[w]=3": [],
    "/deep/required": ["query required"],
    "/deep/required?f[w]=2": [],
    "/deep/nested?f[in][w]=2&f[list][]=1&f[list][]=2": [],
    "/deep/nested?f[in][h]=2": ["query.f.in required"],
    "/deep/nested?f[list][0]=1&f[list][1]=x": ["query.f.list.1 type"],
    "/deep/nested?f[list]=1": [],
    "/deep/nested?f[any][a][b]=1": [],
  }),
  "a header": [
    ...withHeader("/headers", "X-N", { "5": [], five: ["header.X-N type"] }),
    ...withHeader("/headers", "X-List", { "1,2": [], "1, 2": [], "1,x": ["header.X-List.1 type"] }),
    ...withHeader("/headers", "X-Size", {
      "w,2": [],
      "w,x": ["header.X-Size.w type"],
      "h,2": ["header.X-Size required"],
    }),
    ...withHeader("/headers", "X-Spread", { "w=2,h=3": [], "w=x": ["header.X-Spread.w type"] }),
    ...withHeader("/headers", "X-Text", { "a,b": [], "": ["header.X-Text minLength"] }),
    ...withHeader("/headers/required", "x-trace", { a: [] }),
    { target: "/headers/required", found: ["header required"] },
  ],
  "a simple path": rows({
    "/simple/1/1,2/w,2/w=2,h=3": [],
    "/simple/x/1,2/w,2/w=2": ["path.x type"],
    "/simple/1/1,x/w,2/w=2": ["path.list.1 type"],
    "/simple/1/1/h,2/w=2": ["path.size required"],
    "/simple/1/1/w,2/w=x": ["path.spread.w type"],
  }),
  "a label": rows({
    "/label/.1.5/.1,2/.1.2/.w,2/.w=2.h=3": [],
    "/label/.1/.1.2.3/.1/.w.2/.w=2": [],
    "/label/1/.1/.1/.w,2/.w=2": ["path.x style"],
    "/label/.x/.1/.1/.w,2/.w=2": ["path.x type"],
    "/label/.1/.1,x/.1/.w,2/.w=2": ["path.list.1 type"],
    "/label/.1/.0.5/.1/.w,2/.w=2": ["path.list.0 type"],
    "/label/.1/.1/.1.x/.w,2/.w=2": ["path.apart.1 type"],
    "/label/.1/.1/.1/.w,x/.w=2": ["path.size.w type"],
    "/label/.1/.1/.1/.w,2/.h=2": ["path.spread required"],
    "/label/.1/.1/.1/.w,2/.w=0.5": ["path.spread.w type"],
  }),
  "a matrix": rows({
    "/matrix/;x=1/;list=1,2/;apart=1;apart=2/;size=w,2/;w=2;h=3": [],
    "/matrix/1/;list=1/;apart=1/;size=w,2/;w=2": ["path.x style"],
    "/matrix/;y=1/;list=1/;apart=1/;size=w,2/;w=2": ["path.x style"],
    "/matrix/;x=a/;list=1/;apart=1/;size=w,2/;w=2": ["path.x type"],
    "/matrix/;x=1/;list=1,x/;apart=1/;size=w,2/;w=2": ["path.list.1 type"],
    "/matrix/;x=1/;list=1/;apart=1;apart=x/;size=w,2/;w=2": ["path.apart.1 type"],
    "/matrix/;x=1/;list=1/;apart=1/;size=w,x/;w=2": ["path.size.w type"],
    "/matrix/;x=1/;list=1/;apart=1/;size=w,2/;h=2": ["path.spread required"],
  }),
  "a path that is no ASCII, or has several parameters in a segment": rows({
    "/straße/5": [],
    "/stra%c3%9fe/5": [],
    "/straße/groß": ["path.größe type"],
    "/files/a.txt": [],
    "/files/a.b.txt": [],
    "/files/a.tar.gz": [],
    "/files/a.zip": ["path.format enum"],
    "/files/5:copy": [],
    "/files/5%3Acopy": [],
    "/files/x:copy": ["path.id type"],
  }),
  "a cookie": withHeader("/cookies", "Cookie", {
    "shoes=felt": [],
    "other=felt": ["cookie required"],
    "xshoes=felt": ["cookie required"],
    "shoes=ab": ["cookie.shoes minLength"],
    "shoes=a%20b": [],
    "shoes=felt; landings=1; landings=2": [],
    "shoes=felt; landings=1; landings=x": ["cookie.landings.1 type"],
    "shoes=felt; steps=1,2": [],
    "shoes=felt; steps=1,2,3": ["cookie.steps maxItems"],
    "shoes=felt; size=w,x": ["cookie.size.w type"],
    "shoes=felt; depth=x": ["cookie.spread.depth type"],
    [`shoes=felt; in-json=${at({ floor: -1 })}`]: ["cookie.in-json.floor minimum"],
  }),
};

describe.each(Object.entries(groups))("%s", (_, each) => {
  test.for(each)("$target $headers: $found", async ({ found, ...row }) => {
    expect(await subject.judge(row)).toEqual(found);
  });
});
