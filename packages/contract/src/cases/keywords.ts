import {
  type ArraySchema,
  type EnumSchema,
  type NumberSchema,
  type ObjectSchema,
  propertiesOf,
  resolved,
  type Schema,
  type StringSchema,
  type UnionSchema,
} from "@spkey/model";
import { between, isObject, listsOf, matches, nextMultiple, omit, repeated, resized, shrunk } from "./alter.ts";
import { formats } from "./formats.ts";
import { pointsOf, type Texts } from "./texts.ts";

/**
 * What a schema says, keyword by keyword, and the values that just keep and just break it. This file is the one place where
 * that is known: a keyword without a row here is not tried.
 */
export interface Rule {
  /** Of JSON Schema 2020-12. */
  readonly keyword: string;
  /** Just valid. */
  readonly valid: readonly Sample[];
  /** Just invalid. */
  readonly invalid: readonly Sample[];
}

/** One value to try, in the words of a sentence. */
export interface Sample {
  /** Tells the samples of a rule apart. */
  readonly slug: string;
  /** As in "null as the body" or "an address without `street`". */
  readonly what: (place: string) => string;
  /** Values that may do, of which the first one is taken that breaks, or keeps, what it has to. */
  readonly values: readonly unknown[];
}

/** What the rows need to know besides the schema. */
export interface Context {
  /** The value that the samples differ from. It is valid. */
  readonly value: unknown;
  /** @returns nothing where no example can be made */
  readonly example: (schema: Schema) => { readonly value: unknown } | undefined;
  readonly texts: Texts;
  /** How many characters a text may have that nothing is said of. */
  readonly long: number;
}

/** The rules at one place: of all that a schema says about the value itself, and not about what is in it. */
export function rulesOf(schema: Exclude<Schema, { kind: "reference" }>, context: Context): Rule[] {
  return [...rulesOfKind(schema, context), ...conditionRules(schema, context)].filter(
    ({ valid, invalid }) => valid.length + invalid.length > 0,
  );
}

function rulesOfKind(schema: Exclude<Schema, { kind: "reference" }>, context: Context): Rule[] {
  switch (schema.kind) {
    case "any":
      return [{ keyword: "any", valid: ofEachType(), invalid: [] }];
    case "never":
      return [];
    case "null":
      return [typeRule("null")];
    case "boolean":
      return [{ ...typeRule("boolean"), valid: [as("true", "true", true), as("false", "false", false)] }];
    case "number":
    case "integer":
      return [typeRule(schema.kind, halfWithin(schema)), ...numberRules(schema)];
    case "string":
      return [typeRule("string"), ...stringRules(schema, context)];
    case "bytes":
      return []; // Their lengths are no rule of JSON Schema, and no validator counts them.
    case "enum":
      return [enumRule(schema)];
    case "array":
      return [typeRule("array"), ...arrayRules(schema, context)];
    case "object":
      return [typeRule("object"), ...objectRules(schema, context)];
    case "union":
      return unionRules(schema, context);
  }
}

function as(slug: string, words: string, ...values: unknown[]): Sample {
  return { slug, what: (place) => `${words} as ${place}`, values };
}

/** Values of all types of JSON; numbers that are whole and numbers that are not. */
const typed: readonly { readonly types: readonly string[]; readonly sample: Sample }[] = [
  { types: ["null"], sample: as("null", "null", null) },
  { types: ["boolean"], sample: as("boolean", "true", true) },
  { types: ["number", "integer"], sample: as("integer", "a whole number", 7) },
  { types: ["number"], sample: as("number", "half a number", 0.5) },
  { types: ["string"], sample: as("string", "a text", "text") },
  { types: ["array"], sample: as("array", "a list", []) },
  { types: ["object"], sample: as("object", "an object", {}) },
];

function ofEachType(): Sample[] {
  return typed.map(({ sample }) => sample);
}

/** @param half is taken for half a number where that would break other rules */
function typeRule(type: string, half = 0.5): Rule {
  const others = typed.filter(({ types }) => !types.includes(type)).map(({ sample }) => sample);
  return {
    keyword: "type",
    valid: [],
    invalid: others.map((sample) => (sample.values[0] === 0.5 ? { ...sample, values: [half] } : sample)),
  };
}

/** Half a number that keeps the bounds of a schema. */
function halfWithin({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: NumberSchema): number {
  const [least, most] = [minimum ?? exclusiveMinimum ?? 0, maximum ?? exclusiveMaximum ?? 1];
  return least > 0.5 ? Math.floor(least) + 0.5 : most < 0.5 ? Math.ceil(most) - 0.5 : 0.5;
}

function numberRules(schema: NumberSchema): Rule[] {
  const { kind, format, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  // `format: int32` is that of a number as well (OpenAPI 3.1, section 4.4), and some validators hold it against fractions.
  const isWhole = kind === "integer" || /^u?int\d+$/.test(format ?? "");
  const step = multipleOf[0] ?? (isWhole ? 1 : 0.25);
  const number = (slug: string, ...values: number[]) => as(slug, String(values[0]), ...values);
  // Whole numbers that are exact in every language (RFC 8259, section 6), within what the format holds.
  const most =
    format === "int32" ? 2_147_483_647 : isWhole ? Number.MAX_SAFE_INTEGER : multipleOf.length > 0 ? 1e9 : 1e30;
  const bound = (keyword: string, at: number | undefined, inwards: 1 | -1, open: boolean): Rule[] => {
    if (at === undefined) return [];
    const inside = [at + inwards * step, nextMultiple(at, step, inwards, open)];
    return [
      {
        keyword,
        valid: open ? [number("just-inside", ...inside)] : [number("at", at, ...inside)],
        invalid: open ? [number("at", at)] : [number("just-outside", at - inwards * step, at - inwards)],
      },
    ];
  };
  const free = [
    ...((minimum ?? exclusiveMinimum) === undefined ? [number("negative", -1, -step), number("small", -most)] : []),
    ...((maximum ?? exclusiveMaximum) === undefined ? [number("large", most, Math.floor(most / step) * step)] : []),
    number("zero", 0),
    ...(isWhole ? [] : [number("fraction", 0.25, step)]),
  ];
  return [
    ...bound("minimum", minimum, 1, false),
    ...bound("exclusiveMinimum", exclusiveMinimum, 1, true),
    ...bound("maximum", maximum, -1, false),
    ...bound("exclusiveMaximum", exclusiveMaximum, -1, true),
    ...multipleOf.map((of) => ({
      keyword: "multipleOf",
      valid: [number(`once-${of}`, of, of * 2, nextMultiple(minimum ?? exclusiveMinimum ?? 0, of, 1, true))],
      invalid: between(of, schema)
        .map((value) => number(`between-${of}`, value))
        .slice(0, 1),
    })),
    { keyword: "type", valid: free, invalid: [] },
  ];
}

function stringRules(schema: StringSchema, { value, texts, long }: Context): Rule[] {
  const { minLength, maxLength, patterns, format } = schema;
  const base = typeof value === "string" ? value : "";
  const text = (slug: string, words: string, ...values: string[]) => as(slug, words, ...values);
  const ofLength = (slug: string, length: number) =>
    text(slug, counted(length, "character", "an empty text"), ...resized(base, length));
  // A piece of a text of a format is hardly one itself, though some validators think so: `ada@ex` is no address to all.
  const validOfLength = (slug: string, length: number): Sample[] => {
    if (format === undefined || length >= pointsOf(base).length) return [ofLength(slug, length)];
    return format === "email" && length > 5
      ? [text(slug, counted(length, "character", "an empty text"), `${"a".repeat(length - 5)}@b.co`)]
      : [];
  };
  const isFree = patterns.length === 0 && format === undefined;
  const free: Sample[] = isFree
    ? [
        text("odd", "a text of unusual characters", ...[texts.odd, ...resized(texts.odd, Math.max(minLength ?? 0, 1))]),
        ...((minLength ?? 0) === 0 ? [ofLength("empty", 0)] : []),
        ...(maxLength === undefined ? [text("long", `a text of ${long} characters`, "l".repeat(long))] : []),
      ]
    : [];
  return [
    ...(minLength === undefined || minLength > long
      ? []
      : [
          {
            keyword: "minLength",
            valid: validOfLength("shortest", minLength),
            invalid: minLength === 0 ? [] : [ofLength("too-short", minLength - 1)],
          },
        ]),
    ...(maxLength === undefined || maxLength > long
      ? []
      : [
          {
            keyword: "maxLength",
            valid: [
              ...validOfLength("longest", maxLength),
              ...(isFree
                ? [text("longest-in-code-points", `${maxLength} characters beyond 16 bits`, "𝄞".repeat(maxLength))]
                : []),
            ],
            invalid: [ofLength("too-long", maxLength + 1)],
          },
        ]),
    ...patterns.map((pattern, index) => ({
      keyword: "pattern",
      valid: [],
      invalid: [
        text(
          index === 0 ? "other" : `other-${index}`,
          `a text that does not match \`${pattern}\``,
          // Without anchors, it may be there, and another rule broken.
          ...[
            ...resized(texts.odd, pointsOf(base).length),
            `${base}!`,
            ` ${base}`,
            base.toUpperCase(),
            base.toLowerCase(),
            "text",
            "0",
            "!",
            "\n",
            "",
          ].filter((each) => !matches(pattern, each)),
        ),
        // One that matches may break another rule, and then that is what is wrong with it.
        ...(index === 0
          ? typedTexts.filter(({ values }) => !values.some((each) => matches(pattern, String(each))))
          : []),
      ],
    })),
    ...(format === undefined ? [] : [formatRule(format, base)]),
    { keyword: "type", valid: free, invalid: [] },
  ];
}

/** Texts that are values of other types where types can't be told. */
const typedTexts: readonly Sample[] = [
  as("digits", '"7"', "7"),
  as("boolean", '"true"', "true"),
  as("null", '"null"', "null"),
];

function formatRule(format: string, base: string): Rule {
  const { valid = [], invalid = [] } = Object.hasOwn(formats, format) ? (formats[format] ?? {}) : {};
  return {
    keyword: "format",
    valid: valid.map((value) => as(value, `"${value}"`, value)),
    invalid:
      invalid.length === 0
        ? []
        : [as("other", `a text that is no ${format}`, ...invalid, `${base} ${base}`), ...typedTexts],
  };
}

function enumRule({ values, of }: EnumSchema): Rule {
  const [first] = values;
  const others =
    typeof first === "string"
      ? [`${first}-other`, first.toUpperCase(), first.toLowerCase(), `${first} `]
      : typeof first === "number"
        ? [Math.max(...values.filter((value) => typeof value === "number")) + 1]
        : typeof first === "boolean"
          ? [!first]
          : [];
  return {
    keyword: values.length === 1 ? "const" : "enum",
    valid: values.map((value) => as(JSON.stringify(value), JSON.stringify(value), value)),
    invalid: [
      ...(others.length === 0
        ? []
        : [as("other", `another ${resolved(of).kind === "any" ? "value" : resolved(of).kind}`, ...others)]),
      ...ofEachType(),
    ],
  };
}

function arrayRules(schema: ArraySchema, context: Context): Rule[] {
  const { minItems, maxItems, uniqueItems, contains, prefixItems, items } = schema;
  const base: readonly unknown[] = Array.isArray(context.value) ? context.value : [];
  const item = base[prefixItems.length] ?? context.example(items)?.value ?? base[0];
  const ofLength = (slug: string, length: number) =>
    as(slug, counted(length, "item", "an empty list"), ...listsOf(base, item, length));
  const isTuple = resolved(items).kind === "never" && prefixItems.length > 0;
  const hasItem = item !== undefined && !isTuple;
  const rules: Rule[] = [];
  if (minItems !== undefined && minItems <= most) {
    const fewer = minItems === 0 ? [] : [ofLength("too-few", minItems - 1)];
    rules.push({ keyword: "minItems", valid: [ofLength("fewest", minItems)], invalid: fewer });
  }
  if (maxItems !== undefined && maxItems <= most) {
    const [full, more] = [ofLength("most", maxItems), ofLength("too-many", maxItems + 1)];
    rules.push({ keyword: "maxItems", valid: [full], invalid: [more] });
  }
  const twice = as("twice", "the same item twice", [...base, base.at(-1) ?? item], [item, item], [item, ...base]);
  if (uniqueItems && item !== undefined) {
    rules.push({ keyword: "uniqueItems", valid: [ofLength("two", 2)], invalid: [twice] });
  }
  if (contains) rules.push(containsRule(schema, contains, context));
  if (isTuple) {
    rules.push({
      keyword: "items",
      valid: [],
      invalid: [as("more", "a list with one item more", [...base, "one more"])],
    });
  }
  const free = [
    ...((minItems ?? 0) === 0 && !contains ? [ofLength("empty", 0)] : []),
    ...(maxItems === undefined && hasItem ? [ofLength("many", 40)] : []),
    ...(!uniqueItems && hasItem && (maxItems ?? 2) >= 2 ? [twice] : []),
  ];
  return [...rules, { keyword: "type", valid: free, invalid: [] }];
}

function containsRule(
  { items }: ArraySchema,
  { schema, max }: NonNullable<ArraySchema["contains"]>,
  { value, example }: Context,
): Rule {
  const base: readonly unknown[] = Array.isArray(value) ? value : [];
  const end = resolved(items);
  const contained = example(schema)?.value;
  const none = [
    ...(end.kind === "enum" ? end.values.map((each) => [each]) : []),
    ...ofEachType().map(({ values }) => values),
    base.filter((each) => each !== contained),
  ];
  const more = max === undefined ? [] : repeated(base, contained, max + 1);
  return {
    keyword: "contains",
    valid: [],
    invalid: [
      as("none", "a list without what it has to contain", ...none),
      ...(more.length > 0 ? [as("too-many", "too many of what it contains", ...more)] : []),
    ],
  };
}

/** In words: "an empty list", "1 item", "2 items". */
function counted(count: number, name: string, nothing: string): string {
  return count === 0 ? nothing : `${count} ${name}${count === 1 ? "" : "s"}`;
}

function objectRules(schema: ObjectSchema, context: Context): Rule[] {
  return [
    ...propertyRules(schema, context),
    ...otherPropertyRules(schema, context),
    ...countRules(schema, context),
    ...dependencyRules(schema, context),
    ...schema.patternProperties.map((each) => patternRule(each, context)),
  ];
}

function without(base: Readonly<Record<string, unknown>>, name: string): Sample {
  return { slug: `without-${name}`, what: (place) => `${place} without \`${name}\``, values: [omit(base, [name])] };
}

function withMore(slug: string, words: string, ...values: unknown[]): Sample {
  return { slug, what: (place) => `${place} with ${words}`, values };
}

/** Of the properties that are described. */
function propertyRules({ properties }: ObjectSchema, { value }: Context): Rule[] {
  const base = isObject(value) ? value : {};
  const present = properties.filter(({ name }) => Object.hasOwn(base, name));
  const [required, optional] = [true, false].map((is) =>
    present.filter((each) => each.required === is).map(({ name }) => name),
  ) as [string[], string[]]; // One for each.
  const least = withMore("least", "nothing but what is required", omit(base, optional));
  return [
    { keyword: "required", valid: [], invalid: required.map((name) => without(base, name)) },
    {
      keyword: "properties",
      valid: [...optional.map((name) => without(base, name)), ...(optional.length > 1 ? [least] : [])],
      invalid: [],
    },
  ];
}

/** What an object is with more properties, under a name that is not described. */
function extender({ additionalProperties }: ObjectSchema, { value, texts, example }: Context) {
  const base = isObject(value) ? value : {};
  const isClosed = additionalProperties !== undefined && resolved(additionalProperties).kind === "never";
  const extra = additionalProperties === undefined || isClosed ? "text" : example(additionalProperties)?.value;
  const nameOf = (name: string, index: number) => (index === 0 ? name : `${name}${index}`);
  return (count: number, name = texts.name): Readonly<Record<string, unknown>> => ({
    ...base,
    ...Object.fromEntries(Array.from({ length: count }, (_, index) => [nameOf(name, index), extra])),
  });
}

/** Of the properties that are not described, and of all names. */
function otherPropertyRules(schema: ObjectSchema, context: Context): Rule[] {
  const { additionalProperties, propertyNames, maxProperties } = schema;
  const { odd, oddName } = context.texts;
  const extended = extender(schema, context);
  const isClosed = additionalProperties !== undefined && resolved(additionalProperties).kind === "never";
  const one = withMore("more", "a property that is not described", extended(1));
  const several = [
    withMore("many-more", "forty properties that are not described", extended(40)),
    withMore("odd", "a property of an unusual name", extended(1, oddName)),
  ];
  const isFree = !propertyNames && maxProperties === undefined;
  const named = [odd, context.texts.name, "0", "TEXT", ""].map((name) => extended(1, name));
  return [
    {
      keyword: "additionalProperties",
      valid: isClosed ? [] : [one, ...(isFree ? several : [])],
      // Also what `unevaluatedProperties` closes.
      invalid: isClosed || closes(schema) ? [one] : [],
    },
    {
      keyword: "propertyNames",
      valid: [],
      invalid: propertyNames ? [withMore("odd-name", "a property whose name is not allowed", ...named)] : [],
    },
  ];
}

/** More are not tried: neither characters of a text, nor items, nor properties. */
const most = 1_000;

function countRules(schema: ObjectSchema, context: Context): Rule[] {
  const { properties, minProperties: least, maxProperties: largest } = schema;
  const base = isObject(context.value) ? context.value : {};
  const names = Object.keys(base);
  const required = properties.filter((each) => each.required).map(({ name }) => name);
  const optional = names.filter((name) => properties.some((each) => each.name === name) && !required.includes(name));
  const extended = extender(schema, context);
  const rules: Rule[] = [];
  if (least !== undefined) {
    const fewest = [shrunk(base, optional, least), extended(Math.max(0, least - names.length))];
    const fewer = shrunk(base, names.toReversed(), least - 1);
    rules.push({
      keyword: "minProperties",
      valid: [withMore("fewest", `${least} properties`, ...fewest)],
      invalid: least === 0 ? [] : [withMore("too-few", "too few properties", fewer)],
    });
  }
  if (largest !== undefined && largest <= most) {
    const full = [extended(Math.max(0, largest - names.length)), shrunk(base, optional, largest)];
    const more = extended(Math.max(1, largest + 1 - names.length));
    rules.push({
      keyword: "maxProperties",
      valid: [withMore("most", `${largest} properties`, ...full)],
      invalid: [withMore("too-many", "too many properties", more)],
    });
  }
  return rules;
}

function dependencyRules({ dependentRequired }: ObjectSchema, { value }: Context): Rule[] {
  const base = isObject(value) ? value : {};
  const has = (name: string) => Object.hasOwn(base, name);
  return Object.entries(dependentRequired).map(([trigger, needed]) => ({
    keyword: "dependentRequired",
    valid: [],
    invalid: needed
      .filter((name) => has(trigger) && has(name))
      .map((name) => ({
        ...without(base, name),
        slug: `${trigger}-without-${name}`,
        what: (place) => `${place} with \`${trigger}\` and without \`${name}\``,
      })),
  }));
}

function patternRule({ pattern, schema }: ObjectSchema["patternProperties"][number], { value }: Context): Rule {
  const base = isObject(value) ? value : {};
  const name = Object.keys(base).find((each) => matches(pattern, each));
  if (name === undefined || resolved(schema).kind === "any")
    return { keyword: "patternProperties", valid: [], invalid: [] };
  const wrong = ofEachType().flatMap(({ values }) => values.map((each) => ({ ...base, [name]: each })));
  const sample = withMore("wrong", `a value of the wrong type in \`${name}\``, ...wrong);
  return { keyword: "patternProperties", valid: [], invalid: [sample] };
}

function closes({ conditions }: ObjectSchema): boolean {
  return conditions.some((each) => each.keyword === "unevaluatedProperties" && resolved(each.schema).kind === "never");
}

function unionRules({ of, members }: UnionSchema, { example, value }: Context): Rule[] {
  const made = members.map((member) => ({ member, made: example(member) }));
  const valid = made.flatMap(({ member, made: one }, index) => {
    if (!one) return [];
    const words =
      resolved(member).kind === "null" ? "null" : `what \`${member.name ?? member.title ?? `${of}/${index}`}\` allows`;
    return [as(`${of}-${index}`, words, one.value)];
  });
  const objects = [value, ...made.map(({ made: one }) => one?.value)].filter(isObject);
  const both = Object.assign({}, ...objects) as unknown; // Of objects: one.
  return [
    {
      keyword: of,
      valid,
      invalid: [
        ...ofEachType(),
        ...(of === "oneOf" && objects.length > 1 ? [as("several", "what several alternatives allow", both)] : []),
      ],
    },
  ];
}

/** Of rules that depend on others: values that meet them otherwise than the example does. */
function conditionRules(schema: Schema, { value, example, texts }: Context): Rule[] {
  const isRequired = (name: string) => propertiesOf(schema).some((each) => each.name === name && each.required);
  return schema.conditions.map((condition): Rule => {
    const { keyword } = condition;
    if (keyword === "not") {
      const made = example(condition.schema)?.value;
      const merged = isObject(value) && isObject(made) ? [{ ...value, ...made }] : [];
      return {
        keyword,
        valid: [],
        invalid: made === undefined ? [] : [as("excluded", "what is excluded", ...merged, made, `${made}`)],
      };
    }
    if (keyword === "if") {
      const others = [condition.schema, condition.whenTrue, condition.whenFalse].flatMap((each) =>
        each ? [example(each)?.value] : [],
      );
      const merged = isObject(value)
        ? others.filter(isObject).flatMap((other) => [
            { ...value, ...other },
            // Without one of those that are always required, it would break another rule.
            ...Object.keys(value)
              .filter((name) => !isRequired(name))
              .map((name) => omit({ ...value, ...other }, [name])),
          ])
        : [];
      const scalars = others.filter((other) => other !== undefined && !isObject(other));
      return {
        keyword,
        valid:
          [...merged, ...scalars].length === 0
            ? []
            : [as("otherwise", "another one that its condition allows", ...merged, ...scalars)],
        invalid:
          [...merged, ...scalars].length === 0
            ? []
            : [as("against", "what its condition forbids", ...merged, ...scalars)],
      };
    }
    if (keyword === "dependentSchemas") {
      const inside = isObject(value) ? value : {};
      const withIt = Object.hasOwn(inside, condition.property) ? inside : { ...inside, [condition.property]: "text" };
      const less = Object.keys(withIt)
        .filter((name) => name !== condition.property)
        .map((name) => omit(withIt, [name]));
      return {
        keyword,
        valid: [],
        invalid: [as(condition.property, `\`${condition.property}\` without what it depends on`, withIt, ...less)],
      };
    }
    const more = isObject(value)
      ? [{ ...value, [texts.name]: "text" }]
      : Array.isArray(value)
        ? [[...value, "one more"]]
        : [];
    return {
      keyword,
      valid: [],
      invalid:
        resolved(condition.schema).kind === "never" && more.length > 0 && keyword === "unevaluatedItems"
          ? [as("more", "a list with one item more", ...more)]
          : [],
    };
  });
}
