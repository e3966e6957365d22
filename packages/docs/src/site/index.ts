export { createSiteBuilder, type SiteBuilder } from "./builder.ts";
export { readChangelog } from "./input.ts";
export type { Site } from "./site.ts";
