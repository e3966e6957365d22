export { type Client, type ClientOptions, createClient } from "./client.ts";
export type { BasicCredential, Credential, Credentials } from "./credentials.ts";
export type { components, operations, paths } from "./generated/schema.ts";
