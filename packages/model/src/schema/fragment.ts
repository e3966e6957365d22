import { tokensOf } from "../http/pointer.ts";

/** A pointer as a fragment in which only what must be is encoded. */
export function fragment(pointer: string): string {
  return ["#", ...tokensOf(pointer).map((token) => encodeURI(token.replaceAll("~", "~0").replaceAll("/", "~1")))].join(
    "/",
  );
}
