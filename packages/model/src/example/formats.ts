/** What a string of a format looks like (JSON Schema Validation 2020-12, section 7.3, and the OpenAPI Format Registry). */
export const formatExamples: Readonly<Record<string, string>> = {
  date: "2026-03-02",
  "date-time": "2026-03-02T09:41:07Z",
  time: "09:41:07Z",
  duration: "PT15M",
  email: "ada@example.com",
  "idn-email": "ada@example.com",
  hostname: "example.com",
  "idn-hostname": "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
  url: "https://example.com/",
  "uri-reference": "/locks/front-door",
  iri: "https://example.com/",
  "iri-reference": "/locks/front-door",
  "uri-template": "https://example.com/{name}",
  uuid: "123e4567-e89b-12d3-a456-426614174000",
  "json-pointer": "/name",
  "relative-json-pointer": "0/name",
  regex: "^[a-z]+$",
  byte: "ZXhhbXBsZQ==",
  base64url: "ZXhhbXBsZQ",
};

/** What stands for bytes: the name of a file that has them. */
export const exampleFile = "file.bin";
