import { expect, test } from "vitest";
import { code } from "../../src/pages/code.ts";

test.for([
  {
    name: "JSON",
    given: ["json", '{"a": [1, "b"]}'],
    want: '<code>{<i class="a">&quot;a&quot;</i>: [<i class="n">1</i>, <i class="s">&quot;b&quot;</i>]}</code>',
  },
  {
    name: "a shell",
    given: ["bash", "# once\nexport A='x'"],
    want: '<code><i class="c"># once</i>\n<i class="k">export</i> A=<i class="s">&#x27;x&#x27;</i></code>',
  },
  { name: "another language", given: ["cobol", "a < b"], want: "<code>a &lt; b</code>" },
  {
    name: "hostile text",
    given: ["json", '"<script>"'],
    want: '<code><i class="s">&quot;&lt;script&gt;&quot;</i></code>',
  },
  { name: "a carriage return", given: ["text", "a\r\nb"], want: "<code>a&#13;\nb</code>" },
] as const)("$name", ({ given: [language, text], want }) => {
  expect(String(code(language, text))).toBe(want);
});
