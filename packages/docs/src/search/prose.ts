import { commonMark } from "../pages/markdown.ts";

/** CommonMark as plain text in one line. */
export function plainProse(markdown: string): string {
  return plainText(String(commonMark(markdown)));
}

/** A section of prose, as the page has it. The first one is what stands above all headings. */
export interface ProseSection {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}

/** Prose at its headings. @param prefix what the ids of the page's headings begin with */
export function proseSections(markdown: string, prefix: string): ProseSection[] {
  const [lead = "", ...parts] = String(commonMark(markdown, { level: 2, prefix })).split(/<h\d id="/);
  const sections = parts.map((part) => {
    const [, id = "", heading = "", text = ""] = /^([^"]*)">([\s\S]*?)<\/h\d>([\s\S]*)$/.exec(part) ?? [];
    return { id: unescaped(id), heading: plainText(heading), text: plainText(text) };
  });
  return [{ id: "", heading: "", text: plainText(lead) }, ...sections];
}

/** HTML of ours has no `>` in a tag, and four named characters. */
function plainText(html: string): string {
  return unescaped(html.replace(/<[^>]+>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
}

function unescaped(html: string): string {
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', amp: "&" };
  return html.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => named[name] ?? "");
}
