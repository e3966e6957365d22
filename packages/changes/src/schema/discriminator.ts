import type { Discriminator, Schema } from "@spkey/model";
import { type Context, type Findings, join, nothing, only, type Resolved } from "./node.ts";

/** Discriminator Object (OpenAPI 3.1, section 4.8.25): which variant a value is. The order of a mapping does not count. */
export function compareDiscriminators(before: Resolved, after: Resolved, context: Context): Findings {
  const [old, now] = [discriminatorOf(before), discriminatorOf(after)];
  if (!old || !now) {
    if (!old && !now) return nothing;
    return now
      ? only({ fact: "discriminator-added", what: `\`${now.propertyName}\` says now which variant a value is` })
      : only({
          fact: "discriminator-removed",
          what: `\`${old?.propertyName}\` does not say any more which variant a value is`,
        });
  }
  if (old.propertyName !== now.propertyName) {
    return only({
      fact: "discriminator-changed",
      what: `\`${old.propertyName}\` said which variant a value is, and \`${now.propertyName}\` says so now`,
    });
  }
  return compareMapping(old, now, context);
}

export function discriminatorOf(schema: Resolved): Discriminator | undefined {
  return schema.kind === "union" || schema.kind === "object" ? schema.discriminator : undefined;
}

function compareMapping({ mapping: old }: Discriminator, { mapping: now }: Discriminator, context: Context): Findings {
  const was = new Map(old.map(({ value, schema }) => [value, schema]));
  const is = new Map(now.map(({ value, schema }) => [value, schema]));
  return join(
    ...[...was].map(([value, schema]) => {
      const next = is.get(value);
      if (!next) return only({ fact: "discriminator-value-removed", what: `\`${value}\` names no variant any more` });
      if (nameOf(schema) !== nameOf(next) && !context.fits(schema, next)) {
        return only({
          fact: "discriminator-changed",
          what: `\`${value}\` named ${nameOf(schema)}, and names ${nameOf(next)} now`,
        });
      }
      return { found: [], inside: [{ step: `(${value})`, pair: context.pair(schema, next) }] };
    }),
    only(
      ...[...is.keys()]
        .filter((value) => !was.has(value))
        .map((value) => ({ fact: "discriminator-value-added" as const, what: `\`${value}\` names a variant now` })),
    ),
  );
}

function nameOf(schema: Schema): string {
  return schema.name ?? schema.pointer;
}
