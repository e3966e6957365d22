/** A template, filled or not, may have characters that a URL can't have as they are. */
export function encodeTemplate(path: string): string {
  return path.replace(/[^\x21-\x7e]|["#<>[\\\]^`{|}]/gu, (character) => encodeURIComponent(character));
}

/**
 * The ways to read the parameters of a path by its template (OpenAPI 3.1, section 4.8.8), still encoded. There are several where one
 * segment has several parameters, as in `{name}.{format}`; the first one gives each parameter as little as possible.
 */
export function matchPath(template: string, path: string): readonly Readonly<Record<string, string>>[] {
  const [templates, segments] = [template, path].map((each) => each.split("/"));
  if (!templates || !segments || templates.length !== segments.length) return [];
  return templates.reduce<Record<string, string>[]>(
    (ways, each, index) => {
      const found = matchSegment(each, segments[index] ?? "");
      return ways.flatMap((way) => found.map((one) => ({ ...way, ...one })));
    },
    [{}],
  );
}

/** More ways than any template is written for: what remains is not looked at. */
const most = 64;

function matchSegment(template: string, segment: string): Record<string, string>[] {
  const [literal = "", ...parts] = template.split(/\{([^{}]*)\}/);
  if (parts.length === 0) return [{}];
  const start = literalLength(literal, segment);
  return start === undefined ? [] : matchParts(parts, segment.slice(start)).slice(0, most);
}

/** @param parts names and the texts behind them by turns */
function matchParts([name = "", literal = "", ...rest]: readonly string[], text: string): Record<string, string>[] {
  if (rest.length === 0) {
    const end = literalEnd(literal, text);
    return end === undefined || end === 0 ? [] : [{ [name]: text.slice(0, end) }];
  }
  const ways: Record<string, string>[] = [];
  for (let end = 1; end < text.length && ways.length < most; end++) {
    const length = literalLength(literal, text.slice(end));
    if (length === undefined || isInsideOfOctet(text, end)) continue;
    const others = matchParts(rest, text.slice(end + length));
    ways.push(...others.map((other) => ({ [name]: text.slice(0, end), ...other })));
  }
  return ways;
}

/** Whether what begins there is the second or third character of a `%2E`. */
function isInsideOfOctet(text: string, index: number): boolean {
  return /%[0-9a-f]?$/i.test(text.slice(0, index)) && /^[0-9a-f]/i.test(text.slice(index));
}

/** How much of the text is the literal, each character of which may be encoded; nothing where it does not begin with it. */
function literalLength(literal: string, text: string): number | undefined {
  return new RegExp(`^${pattern(literal)}`, "i").exec(text)?.[0].length;
}

function literalEnd(literal: string, text: string): number | undefined {
  return new RegExp(`${pattern(literal)}$`, "i").exec(text)?.index;
}

function pattern(literal: string): string {
  return Array.from(literal, (character) => {
    const encoded = encodeURIComponent(character);
    const octets = encoded === character ? `%${character.charCodeAt(0).toString(16)}` : encoded;
    return `(?:${character.replace(/[\^$\\.*+?()[\]{}|/]/, "\\$&")}|${octets})`;
  }).join("");
}
