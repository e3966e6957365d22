import { credentialFor } from "../send/credentials.ts";
import type { Credentials } from "./credentials.ts";

/** Credentials that are made up, for a server that takes any, as a mock does. */
export const madeUpCredentials: Credentials = { of: credentialFor, inShell: credentialFor, secrets: [], options: [] };
