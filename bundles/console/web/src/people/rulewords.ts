// SPDX-License-Identifier: Apache-2.0
// Rules in words, and whom each of them is for (bundles/rights, "Rules").
import { coded, t } from "../words";
import type { Groups, Person, Rule } from "./types";

/** A way in: all of these are shown. */
export const way = (methods: string[]) => methods.map((method) => coded("people", "way", method.toLowerCase())).sort().join(" + ");
export const ways = (rule: Rule) => rule.ways.map(way).join(t("people.or"));

export function whom(who: string): string {
  if (who === "everyone") return t("people.rule.everyone");
  const [kind = "", name = ""] = who.split(":");
  if (kind === "unit") return t("people.inUnit", { unit: name });
  if (kind === "group") return t("people.rule.group", { group: name });
  return kind === "person" ? name : who;
}

/** A unit's pattern: ? is one character, * any number of them. */
const fits = (pattern: string, unit: string) =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(unit);

function named(who: string, person: Person, groups: Groups): boolean {
  const [kind, name = ""] = who.split(":");
  return kind === "group" ? !!groups[name]?.includes(person.id) : kind === "person" && name === person.id;
}

/** The doors at which a rule speaks for somebody: those it names, of whoever is named; of a unit those they were given. */
export function doorsFor(rule: Rule, person: Person, groups: Groups): string[] {
  if (rule.who.some((who) => named(who, person, groups))) return rule.doors;
  const general = rule.who.some((who) => who === "everyone" || (who.startsWith("unit:") && fits(who.slice(5), person.unit)));
  return general ? rule.doors.filter((door) => person.doors.includes(door)) : [];
}
