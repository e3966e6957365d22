/** Writes the collection of a large description, in a thread of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { readDescription } from "@spkey/model";
import { convertHere } from "./index.ts";

const document: object = workerData;
parentPort?.postMessage(await convertHere(document, readDescription(document)));
