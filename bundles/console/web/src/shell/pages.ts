// SPDX-License-Identifier: Apache-2.0
// The plan of the navigation. The rule editor, the KPI pages and the labelling inbox will stand
// between Visits and Doors; a page gets its line here when there is one to open.
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { Drawing } from "../kit/icon";
import { may } from "../live/house";
import Now, { Detail as Visit } from "../now/page";
import { bring, type Key } from "../words";
import type { Area } from "../words/areas";

/** What a page is given: the parts of the address below it. */
export interface PageProps { rest: string[] }
/** A page has a main column, and a detail beside it (on a phone instead of it) where the address names one. */
export interface PageModule { default: ComponentType<PageProps>; Detail?: ComponentType<PageProps> }

export interface Page { key: string; icon: Drawing; title: Key; needs: string | null; load: () => Promise<PageModule>; /** Whether the address has a detail to open. */ detail?: (rest: string[]) => boolean }

/** A page's part, and the areas that it speaks in beside those of every page; words.test.ts finds one that is missing. */
const part = (load: () => Promise<PageModule>, ...areas: Area[]) => async () => (await Promise.all([load(), bring(areas)]))[0];
const named = (rest: string[]) => rest.length > 0;
/** Adding a station and two cameras side by side want all the room there is. */
const thing = (rest: string[]) => named(rest) && rest[0] !== "new" && rest[0] !== "pair";

export const PAGES: Page[] = [
  { key: "now", icon: "now", title: "now.title", needs: "see-house", load: async () => ({ default: Now, Detail: Visit }), detail: named },
  { key: "visits", icon: "visits", title: "visits.title", needs: "see-visits", load: part(() => import("../visits/page")), detail: named },
  { key: "people", icon: "people", title: "shell.page.people", needs: "see-people", load: part(() => import("../people/page"), "people"), detail: named },
  { key: "doors", icon: "doors", title: "shell.page.doors", needs: "see-house", load: part(() => import("../doors/page"), "doors", "areas", "settings"), detail: thing },
  { key: "features", icon: "features", title: "shell.page.features", needs: "see-house", load: part(() => import("../features/page"), "features"), detail: named },
  { key: "health", icon: "health", title: "shell.page.health", needs: "see-house", load: part(() => import("../health/page"), "health"), detail: named },
  { key: "privacy", icon: "privacy", title: "shell.page.privacy", needs: "see-compliance", load: part(() => import("../privacy/page"), "privacy"), detail: named },
  { key: "settings", icon: "settings", title: "shell.page.settings", needs: null, load: part(() => import("../settings/page"), "settings", "doors"), detail: named },
];

/** Pages that are reached from others, not from the rail. */
export const UNLISTED: Page[] = [
  { key: "start", icon: "plus", title: "shell.page.start", needs: null, load: part(() => import("../start/page"), "start", "doors", "people", "privacy", "settings") },
];

/** The parts that are here. */
export const parts = signal<Record<string, PageModule>>({});
export const fetchPart = async (page: Page) => {
  const module = await page.load();
  if (!parts.value[page.key]) parts.value = { ...parts.value, [page.key]: module };
};

export const pages = () => PAGES.filter((page) => page.needs === null || may(page.needs));
