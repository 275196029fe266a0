// SPDX-License-Identifier: Apache-2.0
// Which visits are shown: read from the address and written to it, so that it can be sent to a
// colleague. What is live is judged here as the gateway judges what it lists.
import type { Visit } from "../live/types";

export const OUTCOMES = ["opened", "refused", "rang", "told", "left"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Empty is: any. `from` and `to` are days, both included. */
export interface Filter { from: string; to: string; door: string; outcome: string; text: string }
const NAMES = ["from", "to", "door", "outcome", "text"] as const;
const DAY = /^\d{4}-\d\d-\d\d$/;

export function filterOf(query: URLSearchParams): Filter {
  const of = (name: string) => query.get(name) ?? "";
  const day = (name: string) => (DAY.test(of(name)) && !Number.isNaN(startOf(of(name)).getTime()) ? of(name) : "");
  const outcome = (OUTCOMES as readonly string[]).includes(of("outcome")) ? of("outcome") : "";
  return { from: day("from"), to: day("to"), door: of("door"), outcome, text: of("text").slice(0, 100) };
}

export const asQuery = (filter: Filter): Record<string, string> => ({ ...filter });
export const isEmpty = (filter: Filter) => NAMES.every((name) => !filter[name].trim());
export const countOf = (filter: Filter) => NAMES.filter((name) => name !== "text" && filter[name]).length;

const two = (n: number) => String(n).padStart(2, "0");
export const dayOf = (moment: Date) => `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;

/** The moment at which a day begins here, or the one that comes so many days after it. */
export function startOf(day: string, later = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later);
}

/** The period as instants; an end that is missing is open. */
export const periodOf = (filter: Pick<Filter, "from" | "to">) => ({
  from: filter.from ? startOf(filter.from).toISOString() : "",
  to: filter.to ? startOf(filter.to, 1).toISOString() : "",
});

/** What is asked of the gateway, below /api. */
export function pathOf(filter: Filter, limit: number): string {
  const wanted = { ...periodOf(filter), door: filter.door, outcome: filter.outcome, text: filter.text.trim(), limit: String(limit) };
  return `/visits?${new URLSearchParams(Object.entries(wanted).filter(([, value]) => value))}`;
}

/** Where the next page is, of a Link header (RFC 8288), below /api. */
export const nextOf = (link: string | null) => /<\/api(\/[^>]*)>;\s*rel="?next"?/.exec(link ?? "")?.[1] ?? null;

/** What came of a visit, in one word; null while that is open. */
export function outcomeOf({ outcome, decision, closedAt }: Visit): Outcome | null {
  if (outcome) return outcome.type === "Opened" ? "opened" : "refused";
  const decided = decision && ({ Refuse: "refused", Ring: "rang", Direct: "told" } as Record<string, Outcome>)[decision.type];
  return decided ?? (closedAt ? "left" : null);
}

function says(visit: Visit, words: string): boolean {
  const { decision, outcome, triage } = visit;
  return [visit.id, visit.claimedName, visit.transcript, visit.faceReason, decision?.person, decision?.reason, decision?.question,
    outcome?.sentence, triage?.label, triage?.reason, ...(visit.degraded ?? [])].some((text) => text?.toLowerCase().includes(words));
}

export function matches(visit: Visit, filter: Filter): boolean {
  const at = new Date(visit.openedAt), words = filter.text.trim().toLowerCase();
  return (!filter.from || at >= startOf(filter.from)) && (!filter.to || at < startOf(filter.to, 1))
    && (!filter.door || visit.door === filter.door) && (!filter.outcome || outcomeOf(visit) === filter.outcome)
    && (!words || says(visit, words));
}

const moment = (visit: Visit) => Date.parse(visit.openedAt);

/** A visit as it is live, with what only the gateway's journal says of it. */
export const fresh = (kept: Visit | undefined, live: Visit): Visit =>
  ({ ...live, ...(kept?.pictured && { pictured: true }), ...(kept?.corrections && { corrections: kept.corrections }) });

/**
 * The listed visits as they are now, and the live ones that belong among them. Those that are older
 * than the end of the list come with the next page.
 */
export function merged(listed: Visit[], live: Visit[], filter: Filter, more: boolean): Visit[] {
  const now = new Map(live.map((visit) => [visit.id, visit])), known = new Set(listed.map((visit) => visit.id));
  const last = listed[listed.length - 1], end = more && last ? moment(last) : -Infinity;
  const added = live.filter((visit) => !known.has(visit.id) && moment(visit) >= end && matches(visit, filter));
  return [...added, ...listed.map((visit) => fresh(visit, now.get(visit.id) ?? visit))].sort((a, b) => moment(b) - moment(a));
}

/** The visits of one day; those that are open come first, under no day. */
export interface Group { day: string | null; visits: Visit[] }
export function grouped(visits: Visit[]): Group[] {
  const groups = new Map<string | null, Visit[]>(), open = visits.filter((visit) => !visit.closedAt);
  if (open.length) groups.set(null, open);
  for (const visit of visits) {
    if (!visit.closedAt) continue;
    const day = dayOf(new Date(visit.openedAt)), others = groups.get(day);
    if (others) others.push(visit);
    else groups.set(day, [visit]);
  }
  return [...groups].map(([day, of]) => ({ day, visits: of }));
}
