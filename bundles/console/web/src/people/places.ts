// SPDX-License-Identifier: Apache-2.0
// Where things of this page are. A person whose short name is one of the page's own words has an address, too.
import { to } from "../shell/route";

/** Details that are no person. */
const OWN = ["enrol", "new", "pass", "of"];

export const VIEWS = ["list", "passes", "cards", "rights", "receipts", "points"] as const;
export type View = (typeof VIEWS)[number];

export const personAt = (id: string) => to("people", OWN.includes(id) ? ["of", id] : [id]);
export const enterAt = () => to("people", ["new"]);
export const enrolAt = (renew = "") => to("people", ["enrol"], { renew });
export const passAt = (host = "") => to("people", ["pass"], { host });
export const viewAt = (view: View) => to("people", [], { view: view === "list" ? "" : view });

/** Whom an address names, empty for nobody. */
export const personOf = (rest: string[]) => rest[0] === "of" ? rest[1] ?? "" : rest[0] ?? "";
