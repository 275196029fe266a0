// SPDX-License-Identifier: Apache-2.0
// The areas whose words come with the pages that speak in them.
import type first from "./en";

export const AREAS = {
  people: { en: () => import("./en/people.json"), de: () => import("./de/people.json") },
  doors: { en: () => import("./en/doors.json"), de: () => import("./de/doors.json") },
  areas: { en: () => import("./en/areas.json"), de: () => import("./de/areas.json") },
  features: { en: () => import("./en/features.json"), de: () => import("./de/features.json") },
  health: { en: () => import("./en/health.json"), de: () => import("./de/health.json") },
  privacy: { en: () => import("./en/privacy.json"), de: () => import("./de/privacy.json") },
  settings: { en: () => import("./en/settings.json"), de: () => import("./de/settings.json") },
  start: { en: () => import("./en/start.json"), de: () => import("./de/start.json") },
  resident: { en: () => import("./en/resident.json"), de: () => import("./de/resident.json") },
};

export type Area = keyof typeof AREAS;
export type Words = typeof first & { [A in Area]: Awaited<ReturnType<(typeof AREAS)[A]["en"]>>["default"] };
