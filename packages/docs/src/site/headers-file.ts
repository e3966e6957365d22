import type { Rule } from "./policy.ts";

/**
 * A policy as `_headers`, which Netlify and Cloudflare Pages read in the folder that is published
 * (https://docs.netlify.com/manage/routing/headers/, https://developers.cloudflare.com/pages/configuration/headers/).
 */
export function headersFile(rules: readonly Rule[]): string {
  const blocks = rules.flatMap(({ paths, headers }) =>
    paths.map((path) => [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join("\n")),
  );
  return `${blocks.join("\n\n")}\n`;
}

/** Reads `_headers`, as those hosts do, into rows of one path each. */
export function parseHeadersFile(text: string): Rule[] {
  return text
    .split(/\n{2,}/)
    .map((block) => block.trim().split("\n"))
    .filter(([path]) => path)
    .map(([path = "", ...lines]) => ({
      paths: [path],
      headers: Object.fromEntries(lines.map(parseHeader)),
    }));
}

function parseHeader(line: string): [name: string, value: string] {
  const at = line.indexOf(":");
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}
