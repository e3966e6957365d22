import { accepted, own, path, type Row, request, rowsOf, unauthorized } from "./row.ts";

const bearer = (value: string | readonly string[] | undefined) => request({ headers: { Authorization: value } });
const key = (value: string | readonly string[] | undefined) => request({ headers: { "X-API-Key": value } });
const repeated = own(400, "repeated-header");

export const rows: readonly Row[] = [
  ...rowsOf(
    {
      "a scheme in lower case": bearer("bearer secret-token"),
      "a scheme in upper case": bearer("BEARER secret-token"),
      "two spaces behind the scheme": bearer("Bearer  secret-token"),
      "a token of 10,000 bytes": bearer(`Bearer secret-token${"a".repeat(10_000)}`),
      "a key of 10,000 bytes": key(`secret-key${"a".repeat(10_000)}`),
      "a key beyond ASCII": key("secret-key\xe4\xff"),
      "the key's header in upper case": request({
        headers: { "X-API-Key": undefined, "X-API-KEY": "secret-key", AUTHORIZATION: undefined },
      }),
      "a cookie beside it": request({ headers: { Cookie: "session=secret-token" } }),
      "another scheme for a proxy beside it": request({ headers: { "Proxy-Authorization": "Basic secret-token" } }),
    },
    (bytes) => ({ sends: [bytes], wants: [accepted], why: "RFC 9110, section 11.1; RFC 6750, section 2.1" }),
  ),
  ...rowsOf(
    {
      "no token": bearer(undefined),
      "an empty header": bearer(""),
      "only the scheme": bearer("Bearer"),
      "the scheme and spaces": bearer("Bearer   "),
      "a token without scheme": bearer("secret-token"),
      "the scheme glued to the token": bearer("Bearer:secret-token"),
      Basic: bearer("Basic c2VjcmV0LXRva2VuOng="),
      Digest: bearer('Digest username="secret-token"'),
      "another scheme before it": bearer("Basic Bearer secret-token"),
      "no key": key(undefined),
      "an empty key": key(""),
      "a key of spaces": key("   "),
      "neither of them": request({ headers: { Authorization: undefined, "X-API-Key": undefined } }),
      "the key in the query": request({
        line: `POST ${path}?X-API-Key=secret-key HTTP/1.1`,
        headers: { "X-API-Key": undefined },
      }),
      "the key in a cookie": request({ headers: { "X-API-Key": undefined, Cookie: "X-API-Key=secret-key" } }),
      "the token in the query": request({
        line: `POST ${path}?access_token=secret-token HTTP/1.1`,
        headers: { Authorization: undefined },
      }),
      "no token, and malformed JSON": request({ headers: { Authorization: undefined }, body: "{" }),
      "no key, and another media type": request({ headers: { "X-API-Key": undefined, "Content-Type": "text/plain" } }),
      "no key, and a path with an odd id": request({
        line: "POST /guests/%00/CheckOut HTTP/1.1",
        headers: { "X-API-Key": undefined },
      }),
    },
    (bytes) => ({ sends: [bytes], wants: [unauthorized], why: "RFC 9110, section 15.5.2" }),
  ),
  {
    name: "what is missing is told",
    sends: [bearer(undefined)],
    wants: [{ ...unauthorized, headers: { "www-authenticate": /bearer/i } }],
    why: "RFC 9110, section 11.6.1",
  },
  {
    name: "a token beyond ASCII",
    sends: [bearer("Bearer secret-token\xe4\xff")],
    wants: [{ status: [200, 401] }],
    why: "RFC 6750, section 2.1",
  },
  {
    name: "a token with a space in it",
    sends: [bearer("Bearer secret-token and more")],
    wants: [{ status: [200, 401] }],
    why: "RFC 6750, section 2.1",
  },
  ...rowsOf(
    {
      "two tokens": bearer(["Bearer secret-token", "Bearer other"]),
      "the same token twice": bearer(["Bearer secret-token", "Bearer secret-token"]),
      "a token and another scheme": bearer(["Basic c2VjcmV0LXRva2VuOng=", "Bearer secret-token"]),
      "two keys": key(["secret-key", "other"]),
      "the same key twice, in another case": request({ extra: "x-api-key: secret-key\r\n" }),
    },
    (bytes) => ({ sends: [bytes], wants: [repeated], why: "RFC 9110, section 5.3" }),
  ),
];
