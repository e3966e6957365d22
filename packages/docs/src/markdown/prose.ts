import type { BlockContent, Definition, Heading, Nodes, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { isExternal } from "../pages/external-link.ts";
import { remembering } from "../pages/remember.ts";
import type { Blocks } from "./nodes.ts";

/** A line that no rule of Markdown makes anything of: most descriptions, and parsing takes the most time of a build. */
const plainSentence = /^\p{L}[\p{L}\p{N} ,.:;'"()?!/%-]*$/u;

const parsed = remembering((text: string) =>
  fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }),
);

/**
 * CommonMark of a description as blocks that are safe between ours: read and written anew, so that nothing in it stays open.
 * As on the HTML pages, HTML is text, pictures are links, and relative addresses are only their text.
 *
 * @param depth of its topmost headings, which is below all of ours that stand above it; without, they are strong paragraphs
 */
export function prose(text: string, depth?: number): Blocks {
  if (plainSentence.test(text)) return [{ type: "paragraph", children: [{ type: "text", value: text.trimEnd() }] }];
  const { children } = parsed(text);
  const context: Context = { definitions: definitionsOf(children), ...(depth !== undefined && { depth }) };
  const topmost = Math.min(...children.flatMap((node) => (node.type === "heading" ? [node.depth] : [])));
  const shift = (depth ?? 0) - topmost;
  return children.flatMap((node) => blocks(node, context, shift));
}

/** The same in a list item, in which there are no headings. */
export function proseItem(text: string): BlockContent[] {
  return prose(text).filter((node): node is RootContent & BlockContent => node.type !== "definition");
}

interface Context {
  readonly definitions: ReadonlyMap<string, string>;
  readonly depth?: number;
}

function definitionsOf(nodes: readonly RootContent[]): Map<string, string> {
  const found = nodes.filter((node): node is Definition => node.type === "definition");
  return new Map(found.map(({ identifier, url }) => [identifier, url]));
}

function blocks(node: RootContent, context: Context, shift: number): RootContent[] {
  switch (node.type) {
    case "definition":
    case "yaml":
      return [];
    case "html":
      return [{ type: "paragraph", children: [text(node.value)] }];
    case "heading": {
      const children = phrasing(node.children, context);
      if (context.depth === undefined) return [{ type: "paragraph", children: [{ type: "strong", children }] }];
      const depth = Math.min(6, Math.max(context.depth, node.depth + shift)) as Heading["depth"]; // From 1 to 6.
      return [{ type: "heading", depth, children }];
    }
    default:
      return [within(node, context, shift)];
  }
}

/** A block with all that is in it made safe. In quotations and lists, headings are paragraphs. */
function within<Node extends Nodes>(node: Node, context: Context, shift: number): Node {
  if (!("children" in node)) return node;
  const children =
    node.type === "paragraph" || node.type === "tableCell"
      ? phrasing(node.children, context)
      : node.children.flatMap(
          (child: Nodes) =>
            isContainer(child)
              ? [within(child, context, shift)]
              : blocks(child as RootContent, { definitions: context.definitions }, 0), // All else is a block.
        );
  return { ...node, children };
}

function isContainer({ type }: Nodes): boolean {
  return type === "listItem" || type === "tableRow" || type === "tableCell";
}

function phrasing(nodes: readonly PhrasingContent[], context: Context): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    switch (node.type) {
      case "html":
        return [text(node.value)];
      case "link":
        return linked(node.url, phrasing(node.children, context));
      case "linkReference":
        return linked(context.definitions.get(node.identifier), phrasing(node.children, context));
      case "image":
        return linked(node.url, [text(node.alt || "picture")]);
      case "imageReference":
        return linked(context.definitions.get(node.identifier), [text(node.alt || "picture")]);
      case "emphasis":
      case "strong":
      case "delete":
        return [{ ...node, children: phrasing(node.children, context) }];
      default:
        return [node];
    }
  });
}

function linked(url: string | undefined, children: PhrasingContent[]): PhrasingContent[] {
  return url !== undefined && isExternal(url) ? [{ type: "link", url, children }] : children;
}

function text(value: string): PhrasingContent {
  return { type: "text", value };
}
