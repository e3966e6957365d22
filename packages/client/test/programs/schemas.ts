// Compiled by types-of-calls.test.ts, beside a client of schemas with names and references that tools stumble over.
import { type components, createClient, getDiscount, type paths } from "./src/index.ts";

type Schemas = components["schemas"];
const client = createClient({ baseUrl: "https://shop.test" });

// A `%` in the names of schemas, properties, parameters, operations and paths.
export const discount: Schemas["100%"] = { "a%": 1, kind: "b%20" };
// @ts-expect-error it is a number
export const wrongDiscount: Schemas["100%"] = { "a%": "1", kind: "b%20" };
// @ts-expect-error it is required
export const noDiscount: Schemas["100%"] = { kind: "b%20" };
export const sent = await getDiscount(client, { "of%": 1, "a%": 1, kind: "b%20" });
// @ts-expect-error it is a number
await getDiscount(client, { "of%": "1", "a%": 1, kind: "b%20" });
export const described: paths["/off%2f/100%"]["post"] | undefined = undefined;

// Arrays of themselves.
export const nested: Schemas["Nested"] = [[], [[]]];
// @ts-expect-error a number is no array
export const wrongNested: Schemas["Nested"] = [[], [1]];
export const tree: Schemas["Tree"] = ["a", ["b", ["c"]]];
// @ts-expect-error a number is no text
export const wrongTree: Schemas["Tree"] = ["a", ["b", [1]]];
export const pair: Schemas["One"] = [[null, [[]]]];
// @ts-expect-error it is `null` or an array
export const wrongPair: Schemas["One"] = [["a"]];
