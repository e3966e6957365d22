import { accepted, own, type Row, refused, request, rowsOf, valid } from "./row.ts";

const malformed = refused("body", /^The body is not valid JSON \(line \d+, column \d+\)$/);
const notUtf8 = refused("body", /^The body is not valid UTF-8 \(at byte \d+\)$/);
const tooDeep = own(413, "body-too-deep");
const fields = (more: string) => valid.replace("{", `{${more},`);
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const bytes = (...values: number[]) => Buffer.from(values);
const largest = 1024 * 1024;
const ofLength = (length: number) => {
  const empty = fields('"note":""');
  return empty.replace('""', `"${"n".repeat(length - empty.length)}"`);
};

const texts = {
  "an open brace": "{",
  "no value": '{"roomId":',
  "cut off in a string": valid.slice(0, 14),
  "cut off before the last brace": valid.slice(0, -1),
  "only a closing brace": "}",
  "mismatched brackets": '{"roomId":["lock-1"}]',
  "text behind it": `${valid}x`,
  "two values": valid + valid,
  "a comma behind it": `${valid},`,
  "nothing but white space": " \r\n\t ",
  "a byte order mark": `\uFEFF${valid}`,
  "NUL behind it": `${valid}\0`,
  "only NUL": "\0",
  "NUL in a string": valid.replace("lock-1", "lock\0"),
  "a line break in a string": valid.replace("lock-1", "lock\n1"),
  "a form feed for white space": `\f${valid}`,
  "a no-break space for white space": `\u00a0${valid}`,
  "single quotes": valid.replaceAll('"', "'"),
  "names without quotes": '{roomId:"lock-1"}',
  "a trailing comma": valid.replace("}", ",}"),
  "a missing comma": valid.replace(",", " "),
  "a missing colon": valid.replace(":", " "),
  "a comment": `/* */${valid}`,
  "a line comment": `${valid}//`,
  NaN: fields('"n":NaN'),
  Infinity: fields('"n":Infinity'),
  undefined: "undefined",
  "True with a capital": fields('"n":True'),
  "a leading zero": fields('"n":01'),
  "a plus sign": fields('"n":+1'),
  "no digit before the point": fields('"n":.5'),
  "no digit behind the point": fields('"n":5.'),
  "an exponent without digits": fields('"n":1e'),
  "a hexadecimal number": fields('"n":0x10'),
  "an unknown escape": valid.replace("lock-1", "\\x41"),
  "an escape that is cut off": valid.replace("lock-1", "\\u12"),
  "a name that is a number": '{1:"lock-1"}',
  "a form": "roomId=lock-1&checkedOutBy=user-2&reason=Checked+out",
  XML: "<roomId>lock-1</roomId>",
  YAML: "roomId: lock-1",
  "several lines of JSON": `${valid}\n${valid}`,
  "a fence that JavaScript guards JSON with": `)]}',\n${valid}`,
};

const encodings = {
  "a byte that is never in UTF-8": bytes(0x22, 0xff, 0x22),
  "an overlong character": bytes(0x22, 0xc0, 0x80, 0x22),
  "a character that is cut off": bytes(0x22, 0xe2, 0x82, 0x22),
  "a surrogate": bytes(0x22, 0xed, 0xa0, 0x80, 0x22),
  "a character beyond Unicode": bytes(0x22, 0xf5, 0x80, 0x80, 0x80, 0x22),
  "Latin-1": Buffer.from(valid.replace("Checked", "gepr\xfcft"), "latin1"),
  "UTF-16 with a byte order mark": Buffer.from(`\uFEFF${valid}`, "utf16le"),
};

const wrongValues = {
  null: "null",
  true: "true",
  "a number": "1",
  "a string": '"lock-1"',
  "an empty list": "[]",
  "a list of what is wanted": `[${valid}]`,
};

const missing = (field: string) => refused(field, new RegExp(`required property '${field}'`));

export const rows: readonly Row[] = [
  ...rowsOf(texts, (body) => ({ sends: [request({ body })], wants: [malformed], why: "RFC 8259, section 2" })),
  ...rowsOf(encodings, (body) => ({ sends: [request({ body })], wants: [notUtf8], why: "RFC 8259, section 8.1" })),
  {
    name: "UTF-16 without a byte order mark, which is UTF-8 with NULs",
    sends: [request({ body: Buffer.from(valid, "utf16le") })],
    wants: [malformed],
    why: "RFC 8259, section 8.1",
  },
  {
    name: "a body of no bytes",
    sends: [request({ body: "" })],
    wants: [refused("body", /required/)],
    why: "OpenAPI 3.1, section 4.8.13",
  },
  {
    name: "no body and no length",
    sends: [request({ body: "", headers: { "Content-Length": undefined } })],
    wants: [refused("body", /required/)],
    why: "RFC 9112, section 6.3",
  },
  ...rowsOf(wrongValues, (body) => ({
    sends: [request({ body })],
    wants: [refused("body", /must be object|required/)], // To Prism, null is no body.
    why: "JSON Schema 2020-12 Validation, section 6.1.1",
  })),
  ...rowsOf({ roomId: 0, checkedOutBy: 0, reason: 0 }, () => ({ sends: [], wants: [], why: "" })).map(({ name }) => ({
    name: `no ${name}`,
    sends: [request({ body: JSON.stringify({ ...JSON.parse(valid), [name]: undefined }) })],
    wants: [missing(name)],
    why: "JSON Schema 2020-12 Validation, section 6.5.3",
  })),
  ...rowsOf(
    { null: "null", "a number": "1", "a list": '["lock-1"]', "an object": "{}", "1e999": "1e999" },
    (value) => ({
      sends: [request({ body: valid.replace('"lock-1"', value) })],
      wants: [refused("roomId", /must be string/)],
      why: "JSON Schema 2020-12 Validation, section 6.1.1",
    }),
  ).map((row) => ({ ...row, name: `a field that is ${row.name}` })),
  {
    name: "a field under __proto__ only",
    sends: [request({ body: `{"__proto__":${valid}}` })],
    wants: [missing("roomId")],
    why: "ECMA-262, section 25.5.1: JSON.parse makes it a property like others",
  },
  {
    name: "a field under constructor.prototype only",
    sends: [request({ body: `{"constructor":{"prototype":${valid}}}` })],
    wants: [missing("roomId")],
    why: "RFC 8259, section 4",
  },
  {
    name: "a required name that each object inherits does not count",
    sends: [request({ body: '{"toString":1,"hasOwnProperty":1}' })],
    wants: [missing("roomId")],
    why: "JSON Schema 2020-12, section 4.2.2",
  },
  ...rowsOf(
    {
      "__proto__ beside what is wanted": fields('"__proto__":{"polluted":true}'),
      "constructor beside what is wanted": fields('"constructor":{"prototype":{"polluted":true}}'),
      "names that each object inherits": fields('"toString":1,"hasOwnProperty":2,"valueOf":null'),
      "an empty name": fields('"":1'),
      "a name of 10,000 characters": fields(`"${"n".repeat(10_000)}":1`),
      "50,000 names": fields(Array.from({ length: 50_000 }, (_, i) => `"n${i}":${i}`).join()),
      "a name that is there twice": fields('"reason":1'),
      "a lone surrogate in an escape": valid.replace("lock-1", "\\ud800"),
      "NUL in an escape": valid.replace("lock-1", "\\u0000"),
      "characters beyond the first plane": valid.replace("lock-1", "🔑"),
      "a number beyond a double": fields('"n":1e999'),
      "a number of 10,000 digits": fields(`"n":${"9".repeat(10_000)}`),
      "white space around everything": ` \r\n\t${valid.replaceAll('"', ' " ').replaceAll(' " ', '"')}\r\n`,
      "150 lists in each other": fields(`"n":${nested(150)}`),
      "a body as large as may be": ofLength(largest),
    },
    (body) => ({ sends: [request({ body })], wants: [accepted], why: "RFC 8259, sections 2 to 9" }),
  ),
  ...[1_000, 10_000, 100_000, 500_000].map((levels) => ({
    name: `${levels} lists in each other`,
    sends: [request({ body: fields(`"n":${nested(levels)}`) })],
    wants: [tooDeep],
    why: "RFC 8259, section 9: an implementation may limit the depth",
  })),
  ...[1_000, 1_000_000].map((levels) => ({
    name: `${levels} opening brackets`,
    sends: [request({ body: "[".repeat(levels) })],
    wants: [tooDeep],
    why: "RFC 8259, section 9: nobody reads on to see that none is closed",
  })),
  {
    name: "10,000 objects in each other",
    sends: [request({ body: fields(`"n":${'{"n":'.repeat(10_000)}1${"}".repeat(10_000)}`) })],
    wants: [tooDeep],
    why: "RFC 8259, section 9",
  },
  {
    name: "brackets in a string are no depth",
    sends: [request({ body: valid.replace("lock-1", `\\"${"[{".repeat(1_000)}`) })],
    wants: [accepted],
    why: "RFC 8259, section 7",
  },
  {
    name: "one byte more than may be",
    sends: [request({ body: ofLength(largest + 1) })],
    wants: [own(413, "body-too-large")],
    why: "RFC 9110, section 15.5.14",
  },
];
