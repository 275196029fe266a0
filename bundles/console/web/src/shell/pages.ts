// SPDX-License-Identifier: Apache-2.0
// The plan of the navigation. The rule editor, the KPI pages and the labelling inbox will stand
// between Visits and Doors; a page gets its line here when there is one to open.
import type { ComponentType } from "preact";
import type { Drawing } from "../kit/icon";
import { may } from "../live/house";
import type { Key } from "../words";

/** What a page is given: the parts of the address below it. */
export interface PageProps { rest: string[] }
/** A page has a main column, and a detail beside it (on a phone instead of it) where the address names one. */
export interface PageModule { default: ComponentType<PageProps>; Detail?: ComponentType<PageProps> }

export interface Page { key: string; icon: Drawing; title: Key; needs: string | null; load: () => Promise<PageModule>; /** Whether the address has a detail to open. */ detail?: (rest: string[]) => boolean }

const named = (rest: string[]) => rest.length > 0;
/** Adding a station and two cameras side by side want all the room there is. */
const thing = (rest: string[]) => named(rest) && rest[0] !== "new" && rest[0] !== "pair";

export const PAGES: Page[] = [
  { key: "now", icon: "now", title: "now.title", needs: "see-house", load: () => import("../now/page"), detail: named },
  { key: "visits", icon: "visits", title: "visits.title", needs: "see-visits", load: () => import("../visits/page"), detail: named },
  { key: "people", icon: "people", title: "people.title", needs: "see-people", load: () => import("../people/page"), detail: named },
  { key: "doors", icon: "doors", title: "doors.title", needs: "see-house", load: () => import("../doors/page"), detail: thing },
  { key: "features", icon: "features", title: "features.title", needs: "see-house", load: () => import("../features/page"), detail: named },
  { key: "health", icon: "health", title: "health.title", needs: "see-house", load: () => import("../health/page"), detail: named },
  { key: "privacy", icon: "privacy", title: "privacy.title", needs: "see-compliance", load: () => import("../privacy/page"), detail: named },
  { key: "settings", icon: "settings", title: "settings.title", needs: null, load: () => import("../settings/page"), detail: named },
];

/** Pages that are reached from others, not from the rail. */
export const UNLISTED: Page[] = [
  { key: "start", icon: "plus", title: "start.title", needs: null, load: () => import("../start/page") },
];

export const pages = () => PAGES.filter((page) => page.needs === null || may(page.needs));
