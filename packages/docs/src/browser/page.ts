/** What a page does once scripts run. All of it can be read and followed without. */

import { enableChoices } from "./choices.ts";
import { enableConsole } from "./console.ts";
import { enableCopying } from "./copy.ts";
import { enableExamples } from "./examples.ts";
import { enableMenu } from "./menu.ts";
import { enableTabs } from "./tabs.ts";
import { enableTheme } from "./theme.ts";

enableTheme();
enableMenu();
enableTabs();
enableExamples();
enableChoices();
enableCopying();
enableConsole();
