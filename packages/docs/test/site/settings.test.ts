import { expect, test } from "vitest";
import { type Environment, readSettings } from "../../src/site/settings.ts";

test.for<{ readonly name: string; readonly given: Environment; readonly want: object }>([
  { name: "nothing", given: {}, want: { base: "/" } },
  { name: "empty variables", given: { SITE_URL: "", BASE_PATH: "" }, want: { base: "/" } },
  {
    name: "an address without its slash",
    given: { SITE_URL: "https://docs.example.com/api" },
    want: { siteUrl: "https://docs.example.com/api/", base: "/api/" },
  },
  { name: "a base path", given: { BASE_PATH: "/api/v2" }, want: { base: "/api/v2/" } },
  {
    name: "a path for feedback",
    given: { FEEDBACK_URL: "/api/feedback" },
    want: { base: "/", feedbackUrl: "/api/feedback" },
  },
  {
    name: "a repository by the address of its clone",
    given: { REPOSITORY_URL: "https://github.com/owner/name.git" },
    want: { base: "/", repositoryUrl: "https://github.com/owner/name" },
  },
  { name: "a version", given: { DOCS_VERSION: "v2.3.1" }, want: { base: "/v2/", version: "2.3.1" } },
  {
    name: "a version at an address",
    given: { DOCS_VERSION: "2.3.1-rc.1", SITE_URL: "https://docs.example.com/api/v2" },
    want: { siteUrl: "https://docs.example.com/api/v2/", base: "/api/v2/", version: "2.3.1-rc.1" },
  },
])("$name can be read", ({ given, want }) => {
  expect(readSettings(given)).toEqual(want);
});

test.for<{ readonly given: Environment; readonly says: string }>([
  { given: { SITE_URL: "docs.example.com" }, says: "SITE_URL" },
  { given: { SITE_URL: "https://user:secret@docs.example.com/" }, says: "SITE_URL" },
  { given: { SITE_URL: "https://docs.example.com/?page=1" }, says: "SITE_URL" },
  { given: { BASE_PATH: "api" }, says: "BASE_PATH" },
  { given: { BASE_PATH: "/a b/" }, says: "BASE_PATH" },
  { given: { BASE_PATH: "//elsewhere.example/" }, says: "BASE_PATH" },
  { given: { BASE_PATH: "/a/../" }, says: "BASE_PATH" },
  { given: { BASE_PATH: "/a/", SITE_URL: "https://docs.example.com/b/" }, says: "They have to be the same" },
  { given: { FEEDBACK_URL: "http://feedback.example.com/" }, says: "FEEDBACK_URL" },
  { given: { FEEDBACK_URL: "//feedback.example.com/" }, says: "FEEDBACK_URL" },
  { given: { FEEDBACK_URL: "javascript:alert(1)" }, says: "FEEDBACK_URL" },
  { given: { REPOSITORY_URL: "git@github.com:owner/name.git" }, says: "REPOSITORY_URL" },
  { given: { DOCS_VERSION: "2" }, says: "DOCS_VERSION" },
  { given: { DOCS_VERSION: "2.3.1", BASE_PATH: "/docs/" }, says: "ends in /v2/" },
  { given: { DOCS_VERSION: "2.3.1", SITE_URL: "https://docs.example.com/v1/" }, says: "ends in /v2/" },
])("$given is refused", ({ given, says }) => {
  expect(() => readSettings(given)).toThrow(says);
});
