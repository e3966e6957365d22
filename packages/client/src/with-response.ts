import type { Client, Sender } from "./client.ts";

/**
 * Calls an operation and gives its `Response` as well, for its status and its headers. The body is read: it is the data.
 *
 * @example
 * ```ts
 * const { data, response } = await withResponse(client, (client) => getBook(client, { id: "1" }));
 * ```
 * @param call calls one operation with the client that it is given
 * @throws {ApiError} what the call throws
 * @throws {TypeError} where it makes no call with that client
 */
export async function withResponse<Names, Data>(
  client: Client<Names>,
  call: (client: Client<Names>) => Promise<Data>,
): Promise<{ readonly data: Data; readonly response: Response }> {
  const sender = client as Sender;
  let response: Response | undefined;
  const telling: Sender = {
    ...sender,
    send: async (...given) => {
      const sent = await sender.send(...given);
      response = sent.response;
      return sent;
    },
  };
  const data = await call(telling as Client<Names>);
  if (!response) throw new TypeError("withResponse: no operation was called with the client that was given.");
  return { data, response };
}
