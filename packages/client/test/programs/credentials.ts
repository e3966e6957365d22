// Compiled beside the client of a description with an operation for each kind of requirement.
import {
  type Client,
  createClient,
  needsBoth,
  needsEither,
  needsKey,
  needsNothing,
  needsToken,
  takesKey,
} from "./src/index.ts";

const none = createClient({});
const token = createClient({ token: "jwt" });
const key = createClient({ key: () => "key" });
const both = createClient({ token: "jwt", key: "key" });
const anyOfThem: Client = both;

export const right = [
  () => needsNothing(none),
  () => takesKey(none),
  () => takesKey(key),
  () => needsToken(token),
  () => needsToken(both),
  () => needsKey(key),
  () => needsBoth(both),
  () => needsEither(token),
  () => needsEither(key),
  () => needsEither(both),
  () => needsToken(anyOfThem),
  () => needsBoth(anyOfThem),
];

export const wrong = [
  // @ts-expect-error
  () => needsToken(none),
  // @ts-expect-error
  () => needsToken(key),
  // @ts-expect-error
  () => needsKey(token),
  // @ts-expect-error
  () => needsBoth(token),
  // @ts-expect-error
  () => needsBoth(key),
  // @ts-expect-error
  () => needsEither(none),
  // @ts-expect-error
  () => createClient({ token: "jwt", tokn: "jwt" }),
  // @ts-expect-error
  () => createClient({ key: 1 }),
];
