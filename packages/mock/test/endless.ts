/** A pattern that takes longer than the universe for some texts, and that the model does not know how to write otherwise. */
export const description = {
  openapi: "3.1.0",
  info: { title: "Names", version: "1.0.0" },
  paths: {
    "/names": {
      post: {
        requestBody: { content: { "application/json": { schema: { type: "string", pattern: "^(a|aa)+$" } } } },
        responses: { "204": { description: "It is a name." } },
      },
    },
  },
};

/** One of those texts. */
export const endless = `${"a".repeat(64)}!`;
