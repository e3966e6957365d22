import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { accepted, own, type Parts, type Row, refused, request, rowsOf, valid } from "./row.ts";

const unsupported = own(415, "media-type");
const badCoding = own(400, "content-coding");
const tooLarge = own(413, "body-too-large");
const zeros = Buffer.alloc(64 * 1024 * 1024);

const of = (mediaType: Parts["headers"]) => request({ headers: mediaType ?? {} });
const coded = (coding: string, body: Uint8Array | string) => request({ headers: { "Content-Encoding": coding }, body });

const others = {
  "text/plain": "text/plain",
  "text/json": "text/json",
  XML: "application/xml",
  "a form": "application/x-www-form-urlencoded",
  "a multipart form": "multipart/form-data; boundary=b",
  "a multipart form without boundary": "multipart/form-data",
  bytes: "application/octet-stream",
  "another JSON": "application/vnd.x+json",
  "problem documents": "application/problem+json",
  "JSON with something before it": "xapplication/json",
  "JSON with something behind it": "application/jsonx",
  "any type": "*/*",
  "any application": "application/*",
  "two types": "application/json, text/plain",
  "an empty one": "",
  "only a subtype": "/json",
  "only a type": "application/",
  "no slash": "json",
  "two slashes": "application/json/x",
  "nothing but semicolons": ";;;",
  "a space in it": "application/ json",
  "a bracket in it": "application/json<script>",
  "bytes beyond ASCII": "application/json\xff",
  __proto__: "__proto__",
  "constructor/prototype": "constructor/prototype",
  "a type of 8,000 characters": `application/${"x".repeat(8_000)}`,
};

const sameType = {
  "a charset": "application/json; charset=utf-8",
  "a charset in upper case": "application/json; charset=UTF-8",
  "a charset in quotes": 'application/json;charset="utf-8"',
  "upper case": "Application/JSON",
  "an unknown parameter": "application/json; version=2",
  "an empty parameter": "application/json;",
  "a parameter of 8,000 characters": `application/json; x=${"x".repeat(8_000)}`,
  "tabs around it": "\tapplication/json\t",
};

export const rows: readonly Row[] = [
  ...rowsOf(others, (value) => ({
    sends: [of({ "Content-Type": value })],
    wants: [unsupported],
    why: "RFC 9110, section 15.5.16",
  })),
  ...rowsOf({ "no media type": undefined }, (value) => ({
    sends: [of({ "Content-Type": value })],
    wants: [unsupported],
    why: "RFC 9110, section 8.3: without one, any may be assumed; the description has one only",
  })),
  ...rowsOf(sameType, (value) => ({
    sends: [of({ "Content-Type": value })],
    wants: [accepted],
    why: "RFC 9110, section 8.3.1",
  })),
  ...rowsOf({ "Latin-1": "iso-8859-1", "UTF-16": "utf-16", "an unknown charset": "x-klingon" }, (charset) => ({
    sends: [of({ "Content-Type": `application/json; charset=${charset}` })],
    wants: [refused("body", /UTF-8/)],
    why: "RFC 8259, section 8.1",
  })),
  {
    name: "two media types in two headers",
    sends: [of({ "Content-Type": ["application/json", "text/plain"] })],
    wants: [own(400, "repeated-header")],
    why: "RFC 9110, section 5.3",
  },
  {
    name: "the same media type twice",
    sends: [of({ "Content-Type": ["application/json", "application/json"] })],
    wants: [own(400, "repeated-header")],
    why: "RFC 9110, section 5.3",
  },
  ...rowsOf(
    {
      gzip: coded("gzip", gzipSync(valid)),
      "gzip by its old name": coded("x-gzip", gzipSync(valid)),
      "gzip in upper case": coded("GZIP", gzipSync(valid)),
      deflate: coded("deflate", deflateSync(valid)),
      Brotli: coded("br", brotliCompressSync(valid)),
      "no coding, by name": coded("identity", valid),
    },
    (bytes) => ({ sends: [bytes], wants: [accepted], why: "RFC 9110, section 8.4" }),
  ),
  ...rowsOf(
    {
      "gzip that is none": coded("gzip", valid),
      "gzip that is cut off": coded("gzip", gzipSync(valid).subarray(0, -9)),
      "gzip with a wrong checksum": coded("gzip", Buffer.concat([gzipSync(valid).subarray(0, -8), Buffer.alloc(8)])),
      "deflate that is none": coded("deflate", valid),
      "deflate without its zlib head": coded("deflate", deflateRawSync(valid)),
      "deflate that is cut off": coded("deflate", deflateSync(valid).subarray(0, -5)),
      "Brotli that is none": coded("br", valid),
      "Brotli that is cut off": coded("br", brotliCompressSync(valid).subarray(0, -3)),
    },
    (bytes) => ({ sends: [bytes], wants: [badCoding], why: "RFC 9110, section 8.4.1" }),
  ),
  ...rowsOf(
    {
      "a bomb of gzip": coded("gzip", gzipSync(zeros)),
      "a bomb of deflate": coded("deflate", deflateSync(zeros)),
      "a bomb of Brotli": coded("br", brotliCompressSync(zeros)),
    },
    (bytes) => ({ sends: [bytes], wants: [tooLarge], why: "RFC 9110, section 15.5.14" }),
  ),
  ...rowsOf(
    {
      "an unknown coding": coded("compress", valid),
      Zstandard: coded("zstd", zstdCompressSync(valid)),
      "two codings": coded("gzip, gzip", gzipSync(gzipSync(valid))),
      "a coding that each object inherits": coded("constructor", valid),
      "__proto__ as a coding": coded("__proto__", valid),
    },
    (bytes) => ({
      sends: [bytes],
      wants: [own(415, "content-coding", { "accept-encoding": /gzip/ })],
      why: "RFC 9110, section 15.5.16",
    }),
  ),
  {
    name: "two codings in two headers",
    sends: [request({ headers: { "Content-Encoding": ["gzip", "identity"] }, body: gzipSync(valid) })],
    wants: [own(400, "repeated-header")],
    why: "RFC 9110, section 8.4",
  },
  {
    name: "an empty list of codings is none",
    sends: [coded("", valid)],
    wants: [accepted],
    why: "RFC 9110, section 5.6.1.2",
  },
  {
    name: "malformed JSON in gzip",
    sends: [coded("gzip", gzipSync("{"))],
    wants: [refused("body", /not valid JSON/)],
    why: "RFC 8259, section 2",
  },
  {
    name: "gzip of nothing",
    sends: [coded("gzip", gzipSync(""))],
    wants: [refused("body", /./)],
    why: "OpenAPI 3.1, section 4.8.13",
  },
  {
    name: "a coding of no body",
    sends: [coded("gzip", "")],
    wants: [refused("body", /required/)],
    why: "OpenAPI 3.1, section 4.8.13",
  },
  {
    name: "a content coding and chunks together",
    sends: [
      request({
        headers: { "Content-Encoding": "gzip", "Content-Length": undefined, "Transfer-Encoding": "chunked" },
        body: Buffer.concat([
          Buffer.from(`${gzipSync(valid).length.toString(16)}\r\n`),
          gzipSync(valid),
          Buffer.from("\r\n0\r\n\r\n"),
        ]),
      }),
    ],
    wants: [accepted],
    why: "RFC 9112, section 7.1",
  },
];
