import { lookUp } from "../http/pointer.ts";
import type { Description } from "./document.ts";
import { asNode, entriesOf, isNode, listOf, type Node } from "./node.ts";
import { type ObjectKind, rewriteDocument } from "./objects.ts";
import { isLeftOut } from "./parameter.ts";
import { withIds } from "./plain-paths.ts";
import { type PlainContext, plainSchema } from "./plain-schema.ts";
import { createPromotion } from "./promotion.ts";
import { createReferences } from "./references.ts";
import { findSentBytes } from "./sent-bytes.ts";
import { upgrade } from "./upgrade.ts";

/**
 * The same description in fewer forms, for tools that read documents themselves: OpenAPI 3.1; every operation with the name
 * that the model gives it; path items written out; references to components only; discriminators that map to pointers;
 * statuses in upper case; bytes as `format: binary`, or as a text where they are sent in one; other properties of an object widened by those with names; parameters with
 * a schema; required properties described; discriminators of unions only. Without the parameters that the specification
 * says to ignore, and without what is no type: callbacks, links, and examples of bodies, in which a tool may take data for
 * references.
 */
export function plainDocument(document: object, description: Description): object {
  const upgraded = upgrade(asNode(document));
  const references = createReferences(upgraded);
  const context = { references, sentBytes: findSentBytes(description) };
  const promoted = createPromotion(references);
  const rewritten = rewriteDocument(upgraded, (kind, node, pointer) => {
    const rewrite = rewrites[kind];
    return promoted.rewrite(kind, rewrite ? rewrite(node, context, pointer) : node, pointer);
  });
  const whole = promoted.into(rewritten);
  const { pathItems: _, ...components } = asNode(whole["components"]);
  const named = (field: "paths" | "webhooks", operations: Description["operations"]) =>
    withIds(createReferences(whole), rewritten[field], field, operations);
  return {
    ...rewritten,
    paths: named("paths", description.operations),
    ...(isNode(rewritten["webhooks"]) && { webhooks: named("webhooks", description.webhooks) }),
    components,
  };
}

/** @param pointer where it stands in the document, in which its parts are as they were written */
type RewriteOne = (node: Node, context: PlainContext, pointer: string) => Node;

const rewrites: Partial<Readonly<Record<ObjectKind, RewriteOne>>> = {
  schema: plainSchema,
  components: ({ callbacks: _1, links: _2, examples: _3, ...rest }) => rest,
  mediaType: ({ example: _1, examples: _2, ...rest }) => rest,
  response: ({ links: _, ...rest }) => rest,
  operation: ({ callbacks: _, ...node }, context, pointer) => ({
    ...withoutIgnored(node, context, pointer),
    ...(isNode(node["responses"]) && {
      responses: Object.fromEntries(
        entriesOf(node["responses"]).map(([status, each]) => [status.replace(/^(\d)xx$/i, "$1XX"), each]),
      ),
    }),
  }),
  pathItem: withoutIgnored,
  parameter: ({ example: _1, examples: _2, ...node }) => {
    const [[, media] = ["", undefined]] = entriesOf(node["content"]);
    if (media === undefined || "schema" in node) return node;
    const { content: _, ...rest } = node;
    return { ...rest, schema: asNode(media)["schema"] ?? {} };
  },
};

function withoutIgnored(node: Node, { references }: PlainContext, pointer: string): Node {
  if (!Array.isArray(node["parameters"])) return node;
  const written = listOf(asNode(lookUp(references.document, pointer))["parameters"]);
  const kept = node["parameters"].filter((_, index) => !isLeftOut(references.follow(written[index], pointer).node));
  return { ...node, parameters: kept };
}
