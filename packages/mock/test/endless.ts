/** A pattern that takes longer than the universe for some texts: Prism never comes back from them. */
export const description = {
  openapi: "3.1.0",
  info: { title: "Names", version: "1.0.0" },
  paths: {
    "/names": {
      post: {
        requestBody: { content: { "application/json": { schema: { type: "string", pattern: "^(a+)+$" } } } },
        responses: { "204": { description: "It is a name." } },
      },
    },
  },
};

/** One of those texts. */
export const endless = `${"a".repeat(64)}!`;
