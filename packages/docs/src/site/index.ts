export { createSiteBuilder, type SiteBuilder } from "./builder.ts";
export { readChangelog } from "./input.ts";
export { ownRecord } from "./record.ts";
export type { Site } from "./site.ts";
