import { alternatives } from "./alternatives.ts";
import { answers } from "./answers.ts";
import { bodies } from "./bodies.ts";
import { bounds } from "./bounds.ts";
import type { MessageRow } from "./message-row.ts";
import { objects } from "./objects.ts";
import { operations } from "./operations.ts";
import { parameters } from "./parameters.ts";
import type { SchemaRow } from "./schema-row.ts";
import { security } from "./security.ts";
import { servers } from "./servers.ts";
import { together } from "./together.ts";
import { types } from "./types.ts";
import { unchanged } from "./unchanged.ts";
import { values } from "./values.ts";
import { webhooks } from "./webhooks.ts";

export const schemaRows: readonly SchemaRow[] = [
  ...unchanged,
  ...types,
  ...values,
  ...bounds,
  ...objects,
  ...alternatives,
];

export const messageRows: readonly MessageRow[] = [
  ...operations,
  ...parameters,
  ...bodies,
  ...answers,
  ...security,
  ...servers,
  ...webhooks,
  ...together,
];
