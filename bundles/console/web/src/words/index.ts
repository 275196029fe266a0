// SPDX-License-Identifier: Apache-2.0
// The words of the page, in files: one for each area and language. Keys are checked by the compiler,
// that both languages have the same ones by WordsTest, that a page brings those that it speaks by words.test.ts.
import { signal } from "@preact/signals";
import { AREAS, type Area, type Words } from "./areas";

/** For example "now.title". A word for several comes as two keys, ending in _one and _other. */
export type Key = { [A in keyof Words & string]: `${A}.${keyof Words[A] & string}` }[keyof Words & string];
type Several<K> = K extends `${infer Base}_other` ? Base : never;
type Values = Record<string, string | number>;

export type Language = "en" | "de";
export const LANGUAGES: Record<Language, string> = { en: "English", de: "Deutsch" };
const KEPT = "vestibule.language";
/** The areas that every page speaks in, in one file. */
const FIRST: Record<Language, () => Promise<{ default: Partial<Words> }>> = { en: () => import("./en"), de: () => import("./de") };

export const language = signal<Language>("en");
const known: Record<Language, Partial<Words>> = { en: {}, de: {} };
/** What pages have brought so far, and the language that is spoken next. */
const brought = new Set<Area>();
let next: Language = "en";

function wished(): Language {
  const kept = localStorage.getItem(KEPT);
  return kept === "en" || kept === "de" ? kept : navigator.language.startsWith("de") ? "de" : "en";
}

/** Loads the words, before anything is drawn; without a wish those of before, or of the browser. */
export async function speak(wish: Language = wished()): Promise<void> {
  if (!known[language.value].kit) language.value = wish;
  next = wish;
  await Promise.all([FIRST[wish]().then((found) => Object.assign(known[wish], found.default)), ...[...brought].map((area) => take(wish, area))]);
  // Somebody has wished for another one meanwhile.
  if (wish !== next) return;
  document.documentElement.lang = wish;
  localStorage.setItem(KEPT, wish);
  language.value = wish;
}

/** Loads the words of areas beside those of every page: before anything is drawn that speaks in them. */
export async function bring(areas: Area[]): Promise<void> {
  areas.forEach((area) => brought.add(area));
  // Until the next language is here, the one of before is shown.
  await Promise.all([...new Set([language.value, next])].flatMap((tongue) => areas.map((area) => take(tongue, area))));
}

const take = async (tongue: Language, area: Area) => Object.assign(known[tongue], { [area]: (await AREAS[area][tongue]()).default });

const fill = (text: string, values?: Values) => values ? text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all)) : text;

function find(key: string): string | undefined {
  const dot = key.indexOf(".");
  return (known[language.value] as Record<string, Record<string, string>>)[key.slice(0, dot)]?.[key.slice(dot + 1)];
}

/** The words for a key, with {names} filled in. Reading it makes a component follow the language. */
export function t(key: Key, values?: Values): string {
  return language.value && fill(find(key) ?? key, values);
}

/** As `t`, for a number of things: {n} is the number. Both languages have one word for one and another for the rest. */
export function many(key: Several<Key>, n: number, values?: Values): string {
  return language.value && fill(find(`${key}_${n === 1 ? "one" : "other"}`) ?? key, { n: number(n), ...values });
}

/** The word for a code of the contract, for example ("state", "READY"); an unknown code becomes readable. */
export function coded(area: keyof Words & string, prefix: string, code: string): string {
  return language.value && (find(`${area}.${prefix}.${code}`) ?? plain(code));
}

export const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const plain = (code: string) => upper(code.replace(/[_-]/g, " ").toLowerCase());

// ---- numbers and times, in the language of the page -------------------------------------------------------------------

const locale = () => language.value === "de" ? "de-DE" : "en-GB";

/** Keeps what `make` makes for a locale and a way of writing: a list of moments would make dozens alike. */
function keeping<How, Made>(make: (locale: string, how: How) => Made) {
  const all = new Map<string, Made>();
  return (how: How): Made => {
    const key = locale() + JSON.stringify(how);
    return all.get(key) ?? all.set(key, make(locale(), how)).get(key)!;
  };
}

const dates = keeping((locale, how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, how));
const numbers = keeping((locale, how: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, how));
const format = (iso: string, how: Intl.DateTimeFormatOptions) => dates(how).format(new Date(iso));

/** What both languages write in the same way needs nothing that is slow to make. */
const isPlain = (n: number) => Number.isInteger(n) && n >= 0 && n < 1000;
export const number = (n: number, how?: Intl.NumberFormatOptions) => !how && isPlain(n) ? String(n) : numbers(how ?? {}).format(n);
export const exactly = (iso: string) => format(iso, { dateStyle: "medium", timeStyle: "medium" });
export const day = (iso: string) => format(iso, { dateStyle: "medium" });
// A first formatter costs a slow tablet a fifth of a second: what a first page shows is written without one.
const two = (n: number) => String(n).padStart(2, "0");
export function clock(iso: string): string {
  const at = new Date(iso);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}
/** The clock with its seconds, for what is seen just now. */
export const moment = (iso: string) => `${clock(iso)}:${two(new Date(iso).getSeconds())}`;

/** Relative when recent, otherwise the clock, or the day and the clock. */
export function relative(iso: string, now = Date.now()): string {
  const then = new Date(iso), seconds = Math.max(0, Math.round((now - then.getTime()) / 1000));
  if (seconds < 5) return t("kit.now");
  if (seconds < 60) return t("kit.secondsAgo", { n: seconds - (seconds % 5) });
  if (seconds < 3600) return t("kit.minutesAgo", { n: Math.floor(seconds / 60) });
  return then.toDateString() === new Date(now).toDateString() ? clock(iso)
    : t("kit.dayAndClock", { day: then.getDate(), month: t("kit.months").split(" ")[then.getMonth()]!, clock: clock(iso) });
}

/** A length of time in words, two units at most. */
export function span(seconds: number): string {
  const days = Math.floor(seconds / 86_400), hours = Math.floor(seconds / 3600) % 24, minutes = Math.floor(seconds / 60) % 60;
  if (days) return `${many("kit.days", days)} ${t("kit.hours", { n: hours })}`;
  if (hours) return `${t("kit.hours", { n: hours })} ${t("kit.minutes", { n: minutes })}`;
  return minutes ? t("kit.minutes", { n: minutes }) : t("kit.seconds", { n: Math.floor(seconds) });
}

/** Milliseconds of a number of microseconds, as precise as they are worth. */
export const ms = (micros: number) => micros < 9950 ? number(micros / 1000, { maximumFractionDigits: 1 }) : number(Math.round(micros / 1000));
