/** What an older compiler sees of this package, whose types it can't read: nothing, so that it says so at the import. */
declare const needsTypeScript: "@spkey/client needs TypeScript 5.4 or newer.";
export default needsTypeScript;
