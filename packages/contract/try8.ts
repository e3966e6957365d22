import { readDescription } from "@spkey/model";
import { openDescription } from "./tools/mutate/open-description.ts";
import { planCases } from "./src/index.ts";
const [name, id] = process.argv.slice(2);
const plan = planCases(readDescription(await openDescription(name!)));
for (const c of plan.cases) if (c.id.includes(id!)) console.log(c.id, JSON.stringify(c.request.parameters), JSON.stringify(c.request.body?.value)?.slice(0, 300), c.operation.responses.map((r) => r.status).join());
for (const c of plan.leftOut) console.log(c.pointer, c.message);
