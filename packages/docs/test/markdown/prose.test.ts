import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { describe, expect, test } from "vitest";
import { codeBlock, heading, inlineCode, list, paragraph, write } from "../../src/markdown/nodes.ts";
import { prose, proseItem } from "../../src/markdown/prose.ts";

test.for([
  { name: "a line", given: "The number of the door.", want: "The number of the door." },
  { name: "paragraphs", given: "One.\n\nTwo.", want: "One.\n\nTwo." },
  { name: "marks", given: "*a* **b** `c`", want: "*a* **b** `c`" },
  { name: "a list", given: "* a\n* b", want: "- a\n- b" },
  { name: "a table", given: "a|b\n-|-\n1|2", want: "| a | b |\n| - | - |\n| 1 | 2 |" },
  { name: "a link", given: "[a](https://a.example)", want: "[a](https://a.example)" },
  { name: "a link by its definition", given: "[a][x]\n\n[x]: https://a.example", want: "[a](https://a.example)" },
  { name: "a picture", given: "![a](https://a.example/a.png)", want: "[a](https://a.example/a.png)" },
  { name: "a script as an address", given: "[a](javascript:alert)", want: "a" },
  { name: "a relative address", given: "[a](../b)", want: "a" },
  { name: "HTML in a line", given: "a <b>c</b>", want: "a \\<b>c\\</b>" },
  { name: "HTML as a block", given: "<script>\nalert(1)\n</script>", want: "\\<script>\nalert(1)\n\\</script>" },
  { name: "a comment that stays open", given: "<!-- a", want: "\\<!-- a" },
  { name: "code that stays open", given: "```\n# a", want: "```\n# a\n```" },
  { name: "a heading", given: "# a", want: "**a**" },
  { name: "a heading by a line below it", given: "a\n===", want: "**a**" },
  { name: "a heading in a quotation", given: "> # a", want: "> **a**" },
  { name: "a heading in a list", given: "- # a", want: "- **a**" },
  { name: "HTML in a table", given: "a|b\n-|-\n<b>|2", want: "| a    | b |\n| ---- | - |\n| \\<b> | 2 |" },
])("$name", ({ given, want }) => {
  expect(write(prose(given)).trimEnd()).toBe(want);
});

test("headings sink below ours", () => {
  expect(write(prose("# a\n\n## b\n\ntext", 3))).toBe("### a\n\n#### b\n\ntext\n");
  expect(write(prose("### a\n\n# b", 3))).toBe("##### a\n\n### b\n");
});

/** Texts that would be more than text, were they written as they are. */
const hostile = [
  "## Responses",
  "a\n## Responses\nb",
  "Responses\n---------",
  "a\n\n## Responses\n\n### 200\n\nAll is well.",
  "```\n## Responses",
  "~~~~\nx",
  "<!-- ",
  "<script>alert(1)</script>",
  "<pre>\n\n## Responses",
  "</details></section>",
  "[x]: https://a.example\n\n[Responses][x]",
  "- a\n\n  ## Responses",
  "> a\n\n## Responses",
  "| a |\n| - |\n| b |",
  "a | b",
  "`a",
  "a\\",
  "1. a",
  "- a",
  "+ a",
  "***",
  "    code",
  "&lt;b&gt; &amp; &#35; Responses",
  "[a](javascript:alert(1)) ![b](data:text/html,x)",
  "a\r\n## Responses\r\nb",
  "a\u2028## Responses",
  "\t## Responses",
  "x".repeat(10_000),
];

/** What is ours on a page, in its order. */
const ours = ["Doors", "Body", "Responses"];

describe.for(hostile)("%j", (text) => {
  const parse = (markdown: string) =>
    fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }).children;
  const pageOf = (name: string) =>
    parse(
      write([
        heading(1, "Doors"),
        ...prose(text, 3),
        heading(2, "Body"),
        list([[paragraph(inlineCode(name), ` (${name}): ${name}`), ...proseItem(text)], [paragraph("next")]]),
        codeBlock("json", text),
        heading(2, "Responses"),
        paragraph("last"),
      ]),
    );

  test("is no heading of ours, and leaves what comes after it as it is", () => {
    const page = pageOf("id");
    const headings = page.flatMap((node) => (node.type === "heading" && node.depth < 3 ? node.children : []));
    expect(headings).toMatchObject(ours.map((value) => ({ type: "text", value })));
    expect(page.at(-1)).toMatchObject({ type: "paragraph", children: [{ value: "last" }] });
    expect(page.filter(({ type }) => type === "html")).toEqual([]);
    expect(page.findLast(({ type }) => type === "list")).toMatchObject({
      children: [{}, { children: [{ children: [{ value: "next" }] }] }],
    });
    expect(page.findLast(({ type }) => type === "code")).toMatchObject({ value: text });
  });

  test("is only text where it is a name", () => {
    const page = pageOf(text);
    const depths = page.flatMap((node) => (node.type === "heading" ? [node.depth] : []));
    expect(depths.filter((depth) => depth < 3)).toEqual([1, 2, 2]);
    expect(page.at(-1)).toMatchObject({ type: "paragraph", children: [{ value: "last" }] });
  });
});
