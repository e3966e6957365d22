/**
 * JSON, an entry a line. It works on the text: numbers keep all of their digits, and names that come twice stay.
 *
 * @param text is JSON
 */
export function prettyJson(text: string): string {
  let depth = 0;
  let out = "";
  const line = () => `\n${"  ".repeat(depth)}`;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  for (const [index, token] of tokens.entries()) {
    const isEmpty = /^[{[]$/.test(token) && /^[}\]]$/.test(tokens[index + 1] ?? "");
    const closesEmpty = /^[}\]]$/.test(token) && /^[{[]$/.test(tokens[index - 1] ?? "");
    if (/^[{[]$/.test(token)) {
      depth += 1;
      out += isEmpty ? token : token + line();
    } else if (/^[}\]]$/.test(token)) {
      depth -= 1;
      out += closesEmpty ? token : line() + token;
    } else out += token === "," ? token + line() : token === ":" ? ": " : token;
  }
  return out;
}
