const long = `https://example.com/${"a".repeat(270)}`;

/** Texts that are just of a format, and such that are just not (JSON Schema Validation 2020-12, section 7.3). */
export const formats: Readonly<
  Record<string, { readonly valid?: readonly string[]; readonly invalid?: readonly string[] }>
> = {
  // RFC 3339, section 5.6
  date: { valid: ["2024-02-29", "9999-12-31"], invalid: ["2023-02-29", "2024-13-01", "29.02.2024"] },
  "date-time": {
    valid: ["2024-02-29T23:59:59Z", "2024-02-29T00:00:00.123+14:00"],
    invalid: ["2024-02-30T00:00:00Z", "2024-02-29 00:00", "yesterday"],
  },
  time: { valid: ["23:59:59Z"], invalid: ["24:00:00Z", "noon"] },
  duration: { valid: ["P1Y2M3DT4H5M6S", "PT0S"], invalid: ["P", "a while"] },
  email: { valid: ["a@b.example"], invalid: ["nobody", "a@"] }, // RFC 5321, section 4.1.2
  hostname: { valid: ["a.example"], invalid: ["-a.example", "a b"] }, // RFC 1123, section 2.1
  ipv4: { valid: ["0.0.0.0", "255.255.255.255"], invalid: ["256.0.0.1", "1.2.3"] }, // RFC 2673, section 3.2
  ipv6: { valid: ["::", "2001:db8::1"], invalid: ["1:2", ":::"] }, // RFC 4291, section 2.2
  uri: { valid: ["urn:a:b", "https://example.com/?a=b#c", long], invalid: ["/no/scheme", "a b"] }, // RFC 3986
  "uri-reference": { valid: ["/a?b#c", "a", long], invalid: ["a b", "\\\\host\\file"] },
  uuid: {
    valid: ["00000000-0000-4000-8000-000000000000"],
    invalid: ["00000000-0000-4000-8000-00000000000", "no uuid"],
  }, // RFC 4122
  "json-pointer": { valid: ["", "/a/0"], invalid: ["a", "/~2"] }, // RFC 6901, section 5
  regex: { valid: ["^a$"], invalid: ["(", "["] }, // ECMA-262
};
