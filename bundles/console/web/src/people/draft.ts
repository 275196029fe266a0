// SPDX-License-Identifier: Apache-2.0
// What was typed for an enrolment. It outlives an error, a cancelled capture and another page; the code,
// which is a secret, only the pane.
import { effect } from "@preact/signals";
import { caller } from "../live/house";
import type { Person } from "./types";

export interface Draft { id: string; name: string; unit: string; code: string; doors: string[]; consent: string }

export const EMPTY: Draft = { id: "", name: "", unit: "", code: "", doors: [], consent: "" };
let kept: Draft = EMPTY;

export const recall = () => kept;
export const keep = (draft: Draft) => { kept = { ...draft, code: "" }; };
export const drop = () => { kept = EMPTY; };

/** Somebody who is enrolled is enrolled anew under what is known of them. */
export const draftOf = (person: Person): Draft => ({ id: person.id, name: person.name, unit: person.unit, code: "", doors: person.doors, consent: "" });

/** A short name from a name: “Zoë Müller” becomes zoe-muller. */
export const slug = (name: string) =>
  name.normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 63);

// Nothing that the next person must not know stays behind.
effect(() => { if (!caller.value) drop(); });
