// SPDX-License-Identifier: Apache-2.0
// Searching the directory here, so that typing needs no network. The words of a person are made ready once.
import { computed, signal } from "@preact/signals";
import { place } from "../shell/route";
import { directory } from "./directory";
import type { Person } from "./types";

export const SHOWS = ["all", "suspended", "leaving", "face", "noFace", "code", "card", "pass"] as const;
export type Show = (typeof SHOWS)[number];

/** What is looked for; it stays while somebody is open, and when a phone comes back to the list. */
export const wanted = signal<{ text: string; unit: string; show: Show }>({ text: place.value.query.get("search") ?? "", unit: "", show: "all" });
export const want = (change: Partial<typeof wanted.value>) => { wanted.value = { ...wanted.value, ...change }; };

/** Without accents and capitals: “Bjorn” finds Björn. */
export const bare = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const HAVE: Record<Show, (person: Person) => boolean> = {
  all: () => true,
  suspended: (person) => !!person.suspended,
  leaving: (person) => !person.suspended && !!person.lastDay,
  face: (person) => person.templates > 0,
  noFace: (person) => person.templates === 0,
  code: (person) => !!person.code,
  card: (person) => !!person.cards,
  pass: (person) => !!person.passes,
};

const inOrder = new Intl.Collator(undefined, { numeric: true });
const index = computed(() => [...(directory.value ?? [])].sort((a, b) => inOrder.compare(a.name, b.name)).map((person) => ({ person, words: bare(`${person.name} ${person.unit} ${person.id}`) })));

export const units = computed(() => [...new Set((directory.value ?? []).map((person) => person.unit).filter(Boolean))].sort(inOrder.compare));

/** Who fits: every word that was typed occurs in the name, the unit or the short name. */
export const found = computed(() => {
  const { text, unit, show } = wanted.value, typed = bare(text).split(/\s+/).filter(Boolean), has = HAVE[show];
  return index.value.filter(({ person, words }) => (!unit || person.unit === unit) && has(person) && typed.every((each) => words.includes(each)))
    .map(({ person }) => person);
});
