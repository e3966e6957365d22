import { expect, test } from "vitest";
import { commonMark } from "../../src/pages/markdown.ts";

test.for([
  { name: "headings sink", given: "# Top", want: "<h2>Top</h2>\n" },
  { name: "HTML is text", given: "<b>x</b>", want: "<p>&lt;b&gt;x&lt;/b&gt;</p>\n" },
  {
    name: "links lead out",
    given: "[x](https://example.com/)",
    want: '<p><a href="https://example.com/">x</a></p>\n',
  },
  { name: "a script is no link", given: "[x](javascript:alert(1))", want: "<p>[x](javascript:alert(1))</p>\n" },
  { name: "a relative link is its text", given: "See [*doors*](../doors).", want: "<p>See <em>doors</em>.</p>\n" },
  {
    name: "a picture is a link",
    given: "![The door](https://example.com/door.png)",
    want: '<p><a href="https://example.com/door.png">The door</a></p>\n',
  },
  { name: "a relative picture is its text", given: "![The door](door.png)", want: "<p>The door</p>\n" },
  {
    name: "a picture in a link is the link's text",
    given: "[![Built](https://example.com/b.svg)](https://example.com/)",
    want: '<p><a href="https://example.com/">Built</a></p>\n',
  },
])("$name", ({ given, want }) => {
  expect(String(commonMark(given))).toBe(want);
});
