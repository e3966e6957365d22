import { expect, test } from "vitest";
import { commonMark } from "../../src/pages/markdown.ts";

test.for([
  { name: "a heading in a table is a paragraph", given: "# Top", want: '<p class="heading">Top</p>\n' },
  {
    name: "headings begin at the level that the page has for them",
    given: "## Top\n#### Below",
    headings: { level: 2 },
    want: "<h2>Top</h2>\n<h4>Below</h4>\n",
  },
  {
    name: "headings are addresses, each another one",
    given: "# Who, and why?\n# Who and why",
    headings: { level: 3, prefix: "about" },
    want: '<h3 id="about.who-and-why">Who, and why?</h3>\n<h3 id="about.who-and-why-2">Who and why</h3>\n',
  },
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
])("$name", ({ given, headings, want }) => {
  expect(String(commonMark(given, headings))).toBe(want);
});
