import { createSearch } from "@spkey/docs/search";
import { didYouMean, nearest } from "@spkey/model/nearest";
import { errorsUri, overviewUri, type Page, root, type ShippedDocumentation } from "./documentation.ts";
import { excerptOf, oneLine } from "./excerpt.ts";
import { type Arguments, answer, type CallToolResult, readsOnly, refusal, type Tool } from "./tool.ts";

/** Operations that one answer lists at most. */
const maxListed = 40;

const offset = { type: "integer", minimum: 0, description: "Where to begin: what the answer before called `next`." };

/** The tools that everybody has: they read the documentation, and send nothing. */
export function readTools(documentation: ShippedDocumentation): Tool[] {
  const { title, pages } = documentation;
  const byUri = new Map(pages.map((page) => [page.uri, page]));
  const byId = new Map(pages.flatMap((page) => (page.call ? [[page.call.id, page] as const] : [])));
  // Made when somebody searches.
  let search: ReturnType<typeof createSearch> | undefined;
  const find = (query: string) => {
    search ??= createSearch(documentation.search.pages, documentation.search.index);
    return search(query);
  };
  return [
    {
      definition: {
        name: "search_operations",
        title: "Search operations",
        description: `Finds operations of ${oneLine(title)} by words of their names, paths, fields and descriptions; without \`query\`, lists all of them in order.`,
        inputSchema: schemaOf({
          query: {
            type: "string",
            maxLength: 200,
            description: "Words that all have to match, in full or by their start.",
          },
          offset,
        }),
        annotations: readsOnly,
      },
      run: (given) =>
        text(given, "query").trim() === "" ? listed(pages, from(given)) : found(find, byUri, text(given, "query")),
    },
    {
      definition: {
        name: "read_operation",
        title: "Read an operation",
        description:
          "The documentation of one operation as Markdown: what it does, credentials, parameters, body, responses, code samples. Long ones come in parts.",
        inputSchema: schemaOf(
          { id: { type: "string", description: "An operationId, as search_operations lists it." }, offset },
          ["id"],
        ),
        annotations: readsOnly,
      },
      run(given) {
        const id = text(given, "id");
        const page = byId.get(id);
        if (page) return part(page, from(given));
        const near = nearest(id, byId.keys());
        return refusal(
          `There is no operation of this id.${didYouMean(near && `\`${near}\``)} search_operations finds operations, and has their ids.`,
        );
      },
    },
    pageTool(byUri, overviewUri, {
      name: "read_overview",
      title: "Read the overview",
      description: `What ${oneLine(title)} is for: servers, credentials, all operations.`,
    }),
    pageTool(byUri, errorsUri, {
      name: "read_errors",
      title: "Read the error catalogue",
      description:
        "What can go wrong over all operations: what each error means, what to do about it, and whether a call that failed was applied.",
    }),
  ];
}

function pageTool(
  pages: ReadonlyMap<string, Page>,
  uri: string,
  about: { readonly name: string; readonly title: string; readonly description: string },
): Tool {
  return {
    definition: { ...about, inputSchema: schemaOf({ offset }), annotations: readsOnly },
    run(given) {
      const page = pages.get(uri);
      return page ? part(page, from(given)) : refusal(`${uri} has not come with this package.`);
    },
  };
}

function schemaOf(properties: Record<string, object>, required: string[] = []) {
  return { type: "object" as const, properties, required, additionalProperties: false };
}

function part({ title, uri, markdown }: Page, at: number): CallToolResult {
  if (at >= markdown.length && at > 0)
    return refusal(`\`offset\` is past the end: this page has ${markdown.length} characters.`);
  const { text: shown, next } = excerptOf(markdown, at);
  const more = next === undefined ? [] : [`(This is not all of it: go on with \`offset\`: ${next}.)`];
  return answer([shown, ...more], {
    uri,
    title: oneLine(title),
    markdown: shown,
    length: markdown.length,
    ...(next !== undefined && { next }),
  });
}

function listed(pages: readonly Page[], at: number): CallToolResult {
  const operations = pages.filter(({ call }) => call);
  const shown = operations.slice(at, at + maxListed);
  const next = at + maxListed < operations.length ? at + maxListed : undefined;
  const head = `${operations.length} in all${shown.length < operations.length ? `; ${shown.length} from ${at}` : ""}:`;
  const more = next === undefined ? [] : [`(Go on with \`offset\`: ${next}.)`];
  return answer([head, ...shown.map((page) => row(page)), ...more].join("\n"), {
    total: operations.length,
    operations: shown.map((page) => facts(page)),
    ...(next !== undefined && { next }),
  });
}

function found(find: ReturnType<typeof createSearch>, pages: ReadonlyMap<string, Page>, query: string): CallToolResult {
  const results = find(query).results.flatMap(({ page: [url], entries }) => {
    const page = pages.get(`${root}${url}index.md`);
    return page ? [{ page, matches: entries.map(([id, label]) => oneLine(label || id, 80)) }] : [];
  });
  if (results.length === 0)
    return answer("Nothing was found. Try fewer words, or list all operations without `query`.", { operations: [] });
  return answer(results.map(({ page, matches }) => row(page, matches)).join("\n"), {
    operations: results.map(({ page, matches }) => ({ ...facts(page), matches })),
  });
}

function row(page: Page, matches: readonly string[] = []): string {
  const { call, title, uri } = page;
  const where = matches.length > 0 ? ` (found in ${matches.join(", ")})` : "";
  if (!call) return `- ${oneLine(title)}: ${uri}${where}`;
  const marks = [...(call.webhook ? ["webhook"] : []), ...(call.deprecated ? ["deprecated"] : [])];
  return `- ${oneLine(call.id)}: ${call.method} ${oneLine(call.path)} - ${oneLine(title)}${marks.length > 0 ? ` [${marks.join(", ")}]` : ""}${where}`;
}

function facts({ uri, title, call }: Page): Record<string, unknown> {
  return { uri, title: oneLine(title), ...(call && { ...call, path: oneLine(call.path), group: oneLine(call.group) }) };
}

function text(given: Arguments, name: string): string {
  const value = given[name];
  return typeof value === "string" ? value : "";
}

function from({ offset: at }: Arguments): number {
  return typeof at === "number" ? at : 0;
}
