export function upgradeSchemas(document: object): object {
  return document;
}
