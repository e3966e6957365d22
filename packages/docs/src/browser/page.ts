/** What a page does once scripts run. All of it can be read and followed without. */

import { enableChoices } from "./choices.ts";
import { enableConsole } from "./console.ts";
import { enableCopying } from "./copy.ts";
import { enableExamples } from "./examples.ts";
import { enableFeedback } from "./feedback.ts";
import { enableMenu } from "./menu.ts";
import { enableNavigation } from "./navigation.ts";
import { enableSearch } from "./search.ts";
import { enableTabs } from "./tabs.ts";
import { enableTheme } from "./theme.ts";
import { enableVersions } from "./versions.ts";

enableTheme();
enableMenu();
enableSearch();
enableNavigation();
enableTabs();
enableExamples();
enableChoices();
enableCopying();
enableConsole();
enableFeedback();
enableVersions();
