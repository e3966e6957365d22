import { isJson, isOfClass } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { describe, expect } from "vitest";
import { isForClient, sendByClient } from "../by-client.ts";
import { testAgainstMock } from "../run.ts";

// The built client knows our description only.
const document = await readDocument("ours");

describe("our description by the built client, against the mock", () => {
  testAgainstMock(document, {
    only: isForClient,
    sendCase: async (base, given, description) => {
      const { data, error, ...answer } = await sendByClient(description, base, given);
      const isOk = answer.status >= 200 && answer.status < 300;
      expect(isOk ? error : data, "it is data or an error, by its status").toBeUndefined();
      if (given.operation.method === "HEAD") {
        // It has the headers of a body, and no body (RFC 9110, section 9.3.2): an error can only say its status.
        expect(answer.body).toHaveLength(0);
        if (isOk) expect(data).toBeUndefined();
        else expect(error).toMatchObject({ status: answer.status });
      } else if (isOfClass(String(answer.status), 3)) {
        expect(error).toMatchObject({ status: answer.status });
      } else if (isJson(answer.headers.get("Content-Type") ?? "")) {
        expect(isOk ? data : error).toEqual(JSON.parse(new TextDecoder().decode(answer.body)));
      }
      return answer;
    },
  });
});
