import type { ReadSchema } from "../schema/read.ts";
import type { References } from "./references.ts";
import type { Report } from "./report.ts";

/** What the readers of the objects of a document share. */
export interface Reader extends References {
  readonly report: Report;
  readonly schema: ReadSchema;
}
