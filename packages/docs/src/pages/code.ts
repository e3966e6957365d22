import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import go from "highlight.js/lib/languages/go";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import php from "highlight.js/lib/languages/php";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import { html, raw } from "hono/html";
import type { Html } from "./layout.ts";
import { remembering } from "./remember.ts";

for (const [name, language] of Object.entries({ bash, go, javascript, json, php, python, ruby, typescript, xml })) {
  hljs.registerLanguage(name, language);
}

/** The four colours of code, and what highlight.js calls what has them; everything else is plain. */
const colors: Readonly<Record<string, string>> = {
  keyword: "k",
  built_in: "k",
  type: "k",
  literal: "n",
  number: "n",
  string: "s",
  regexp: "s",
  attr: "a",
  attribute: "a",
  title: "a",
  name: "a",
  comment: "c",
  meta: "c",
};

/** Code in colours, which are made here: a page brings no highlighter along. @param language as highlight.js calls it */
export const code = remembering((language: string, text: string): Html => {
  const marked = hljs.getLanguage(language)
    ? shortened(hljs.highlight(text, { language, ignoreIllegals: true }).value)
    : String(html`${text}`);
  // Browsers read a carriage return as a line feed, and what is copied would be another text.
  return html`<code>${raw(marked.replaceAll("\r", "&#13;"))}</code>`;
});

/** Its marks carry several long names each. One without a colour goes, and its end with it. */
function shortened(marked: string): string {
  const open: boolean[] = [];
  return marked.replace(
    /<span class="hljs-([a-z_]+)[^"]*">|<span[^>]*>|<\/span>/g,
    (mark, name: string | undefined) => {
      if (mark === "</span>") return open.pop() ? "</i>" : "";
      const color = name === undefined ? undefined : colors[name];
      open.push(color !== undefined);
      return color === undefined ? "" : `<i class="${color}">`;
    },
  );
}

/** What a highlighter calls the language of a media type. */
export function languageOf(text: string, isJson: boolean): string {
  return isJson ? "json" : text.trimStart().startsWith("<") ? "xml" : "text";
}
