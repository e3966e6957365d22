import { malformedRequest, own, path, type Row, request, rowsOf } from "./row.ts";

const call = (method: string, target = path, headers = {}) =>
  request({ line: `${method} ${target} HTTP/1.1`, headers: { "Content-Length": undefined, ...headers }, body: "" });
const notAllowed = own(405, "no-such-method", { allow: "POST, OPTIONS" });
const origin = { Origin: "https://docs.test" };
const preflight = { ...origin, "Access-Control-Request-Method": "POST" };
const allowed = { "access-control-allow-origin": "https://docs.test", "access-control-allow-credentials": "true" };

export const rows: readonly Row[] = [
  ...rowsOf(
    { GET: "GET", PUT: "PUT", DELETE: "DELETE", PATCH: "PATCH", TRACE: "TRACE", PROPFIND: "PROPFIND", QUERY: "QUERY" },
    (method) => ({ sends: [call(method)], wants: [notAllowed], why: "RFC 9110, section 15.5.6" }),
  ),
  {
    name: "HEAD of what has no GET",
    sends: [call("HEAD")],
    wants: [{ ...notAllowed, head: true }],
    why: "RFC 9110, section 9.3.2",
  },
  {
    name: "HEAD of what the mock has",
    sends: [call("HEAD", "/__mock/health")],
    wants: [{ status: 200, head: true, headers: { "content-type": "application/json" } }],
    why: "RFC 9110, section 9.3.2",
  },
  {
    name: "HEAD of an unknown path",
    sends: [call("HEAD", "/nowhere")],
    wants: [{ status: 404, head: true }],
    why: "RFC 9110, section 9.3.2",
  },
  {
    name: "another method than the mock's own has",
    sends: [call("POST", "/__mock/health", { "Content-Length": "0" })],
    wants: [own(405, "no-such-method", { allow: "GET" })],
    why: "RFC 9110, section 15.5.6",
  },
  {
    name: "another method with a body",
    sends: [request({ line: `PUT ${path} HTTP/1.1` })],
    wants: [notAllowed],
    why: "RFC 9110, section 15.5.6",
  },
  {
    name: "GET with a body",
    sends: [request({ line: `GET ${path} HTTP/1.1` })],
    wants: [notAllowed],
    why: "RFC 9110, section 9.3.1",
  },
  {
    name: "TRACE with a body",
    sends: [request({ line: `TRACE ${path} HTTP/1.1` })],
    wants: [notAllowed],
    why: "RFC 9110, section 9.3.8",
  },
  ...rowsOf(
    {
      "lower case": "post",
      "an unknown method": "REVOKE",
      "a method of 10,000 letters": "M".repeat(10_000),
      "a method with a slash": "PO/ST",
      "a method beyond ASCII": "PÖST",
      "no letters": "123",
    },
    (method) => ({
      sends: [call(method)],
      wants: [malformedRequest],
      why: "RFC 9110, section 9.1: methods are case-sensitive",
    }),
  ),
  {
    name: "an unknown method on an unknown path",
    sends: [call("DELETE", "/nowhere")],
    wants: [own(404, "no-such-path")],
    why: "RFC 9110, section 15.5.5",
  },
  {
    name: "CONNECT",
    sends: [call("CONNECT", "mock:443")],
    wants: [malformedRequest],
    why: "RFC 9110, section 9.3.6: the mock is no proxy",
  },
  {
    name: "CONNECT with a path",
    sends: [call("CONNECT", path)],
    wants: [malformedRequest],
    why: "RFC 9112, section 3.2.3",
  },
  {
    name: "OPTIONS",
    sends: [call("OPTIONS")],
    wants: [{ status: 204, headers: { allow: "POST, OPTIONS" } }],
    why: "RFC 9110, section 9.3.7",
  },
  { name: "OPTIONS *", sends: [call("OPTIONS", "*")], wants: [{ status: 204 }], why: "RFC 9110, section 9.3.7" },
  {
    name: "OPTIONS of an unknown path",
    sends: [call("OPTIONS", "/nowhere")],
    wants: [own(404, "no-such-path")],
    why: "RFC 9110, section 9.3.7",
  },
  {
    name: "OPTIONS with a body",
    sends: [request({ line: `OPTIONS ${path} HTTP/1.1` })],
    wants: [{ status: 204 }],
    why: "RFC 9110, section 9.3.7",
  },
  {
    name: "a preflight",
    sends: [call("OPTIONS", path, { ...preflight, "Access-Control-Request-Headers": "authorization, x-api-key" })],
    wants: [
      {
        status: 204,
        headers: {
          ...allowed,
          "access-control-allow-methods": "POST",
          "access-control-allow-headers": "authorization, x-api-key",
        },
      },
    ],
    why: "Fetch Standard, CORS-preflight fetch",
  },
  {
    name: "a preflight that asks for garbage",
    sends: [call("OPTIONS", path, { ...preflight, "Access-Control-Request-Headers": ",,\xff;{}" })],
    wants: [{ status: [204, 400], headers: allowed }],
    why: "Fetch Standard, CORS-preflight fetch",
  },
  {
    name: "a preflight for an unknown path",
    sends: [call("OPTIONS", "/nowhere", preflight)],
    wants: [{ status: 204, headers: allowed }],
    why: "Fetch Standard: the page is to see the 404 of the request itself",
  },
  {
    name: "a preflight from nowhere",
    sends: [call("OPTIONS", path, { ...preflight, Origin: "null" })],
    wants: [{ status: 204, headers: { "access-control-allow-origin": "null" } }],
    why: "Fetch Standard, Origin header",
  },
  {
    name: "a preflight from a private network",
    sends: [call("OPTIONS", path, { ...preflight, "Access-Control-Request-Private-Network": "true" })],
    wants: [{ status: 204, headers: { "access-control-allow-private-network": "true" } }],
    why: "Private Network Access",
  },
  {
    name: "a preflight for what the mock knows of itself",
    sends: [call("OPTIONS", "/__mock/requests", preflight)],
    wants: [own(405, "no-such-method")],
    why: "no page may read it",
  },
  {
    name: "a refused request of a page can be read by it",
    sends: [request({ headers: origin, body: "{" })],
    wants: [{ status: 400, from: "api", headers: { ...allowed, "access-control-expose-headers": /sl-violations/i } }],
    why: "Fetch Standard, CORS protocol",
  },
];
