import type { Language } from "./language.ts";
import { curl } from "./languages/curl.ts";
import { go } from "./languages/go.ts";
import { javascript } from "./languages/javascript.ts";
import { php } from "./languages/php.ts";
import { python } from "./languages/python.ts";
import { ruby } from "./languages/ruby.ts";
import { typescript } from "./languages/typescript.ts";

/** The languages, in the order in which readers see them. A new one is a file and a row here. */
export const languages: readonly Language[] = [curl, typescript, javascript, python, go, ruby, php];
