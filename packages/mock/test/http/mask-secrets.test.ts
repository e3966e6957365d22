import { expect, test } from "vitest";
import { maskHeaders, maskTarget, secretNames } from "../../src/http/mask-secrets.ts";

const secrets = secretNames([]);

test.for([
  { target: "/things?page=2", masked: "/things?page=2" },
  { target: "http://user:secret@mock.test/things?page=2", masked: "http://***@mock.test/things?page=2" },
  { target: "http://us@er:secret@mock.test/", masked: "http://***@mock.test/" },
  { target: "/things?token=secret&page=2", masked: "/things?token=***&page=2" },
  { target: "/things?a=1&Refresh_Token=secret", masked: "/things?a=1&Refresh_Token=***" },
  { target: "/things?a=1;token=secret", masked: "/things?a=1;token=***" },
  {
    target: "/things?api_key=secret&apikey=secret&api-key=secret",
    masked: "/things?api_key=***&apikey=***&api-key=***",
  },
  { target: "/things?client%5Fsecret=secret", masked: "/things?client%5Fsecret=***" },
  { target: "/things?user[password]=secret", masked: "/things?user[password]=***" },
  { target: "/things?token=secret?x", masked: "/things?token=***" },
  { target: "/things?X-Amz-Signature=secret", masked: "/things?X-Amz-Signature=***" },
  { target: "/things;token=secret/more", masked: "/things;token=***" },
  { target: "/things#access_token=secret", masked: "/things#***" },
  { target: "/things?keyword=locks&author=ada", masked: "/things?keyword=locks&author=ada" },
])("$target is told as $masked", ({ target, masked }) => {
  expect(maskTarget(target, secrets)).toBe(masked);
});

test.for([
  { name: "referer", value: "http://page.test/", masked: "http://page.test/" },
  { name: "referer", value: "http://page.test/reset/secret?token=secret", masked: "http://page.test/***" },
  { name: "referer", value: "http://user:secret@page.test/", masked: "http://page.test/***" },
  { name: "referer", value: "secret", masked: "***" },
  { name: "x-auth-token", value: "secret", masked: "***" },
  { name: "x-csrf-token", value: "secret", masked: "***" },
  { name: "cookie", value: "secret", masked: "***" },
  { name: "content-type", value: "text/plain", masked: "text/plain" },
])("the header $name: $value is told as $masked", ({ name, value, masked }) => {
  expect(maskHeaders({ [name]: value }, secrets)).toEqual({ [name]: masked });
});
