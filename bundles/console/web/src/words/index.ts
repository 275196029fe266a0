// SPDX-License-Identifier: Apache-2.0
// The words of the page, in files: one for each area and language. Keys are checked by the compiler,
// that both languages have the same ones by WordsTest.
import { signal } from "@preact/signals";
import type english from "./en";

type Words = typeof english;
/** For example "now.title". A word for several comes as two keys, ending in _one and _other. */
export type Key = { [A in keyof Words & string]: `${A}.${keyof Words[A] & string}` }[keyof Words & string];
type Several<K> = K extends `${infer Base}_other` ? Base : never;
type Values = Record<string, string | number>;

export type Language = "en" | "de";
export const LANGUAGES: Record<Language, string> = { en: "English", de: "Deutsch" };
const KEPT = "vestibule.language";
type Loaders = Record<Language, () => Promise<{ default: Partial<Words> }>>;
let loaders: Loaders = { en: () => import("./en"), de: () => import("./de") };
/** A small page brings only the areas that it speaks in. */
export const bring = (few: Loaders) => { loaders = few; };

export const language = signal<Language>("en");
let words = {} as Words, plural = new Intl.PluralRules("en");

function wished(): Language {
  const kept = localStorage.getItem(KEPT);
  return kept === "en" || kept === "de" ? kept : navigator.language.startsWith("de") ? "de" : "en";
}

/** Loads the words, before anything is drawn; without a wish those of before, or of the browser. */
export async function speak(wish: Language = wished()): Promise<void> {
  words = (await loaders[wish]()).default as Words;
  plural = new Intl.PluralRules(wish);
  document.documentElement.lang = wish;
  localStorage.setItem(KEPT, wish);
  language.value = wish;
}

const fill = (text: string, values?: Values) => values ? text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all)) : text;

function find(key: string): string | undefined {
  const dot = key.indexOf(".");
  return (words as Record<string, Record<string, string>>)[key.slice(0, dot)]?.[key.slice(dot + 1)];
}

/** The words for a key, with {names} filled in. Reading it makes a component follow the language. */
export function t(key: Key, values?: Values): string {
  return language.value && fill(find(key) ?? key, values);
}

/** As `t`, for a number of things: {n} is the number. */
export function many(key: Several<Key>, n: number, values?: Values): string {
  return language.value && fill(find(`${key}_${plural.select(n) === "one" ? "one" : "other"}`) ?? key, { n: number(n), ...values });
}

/** The word for a code of the contract, for example ("state", "READY"); an unknown code becomes readable. */
export function coded(area: keyof Words & string, prefix: string, code: string): string {
  return language.value && (find(`${area}.${prefix}.${code}`) ?? plain(code));
}

export const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const plain = (code: string) => upper(code.replace(/[_-]/g, " ").toLowerCase());

// ---- numbers and times, in the language of the page -------------------------------------------------------------------

const locale = () => language.value === "de" ? "de-DE" : "en-GB";
const format = (iso: string, how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale(), how).format(new Date(iso));

export const number = (n: number, how: Intl.NumberFormatOptions = {}) => new Intl.NumberFormat(locale(), how).format(n);
export const exactly = (iso: string) => format(iso, { dateStyle: "medium", timeStyle: "medium" });
export const day = (iso: string) => format(iso, { dateStyle: "medium" });
export const clock = (iso: string) => format(iso, { hour: "2-digit", minute: "2-digit" });
/** The clock with its seconds, for what is seen just now. */
export const moment = (iso: string) => format(iso, { timeStyle: "medium" });

/** Relative when recent, otherwise the clock or the day. */
export function relative(iso: string, now = Date.now()): string {
  const then = new Date(iso), seconds = Math.max(0, Math.round((now - then.getTime()) / 1000));
  if (seconds < 5) return t("kit.now");
  if (seconds < 60) return t("kit.secondsAgo", { n: seconds - (seconds % 5) });
  if (seconds < 3600) return t("kit.minutesAgo", { n: Math.floor(seconds / 60) });
  return then.toDateString() === new Date(now).toDateString() ? clock(iso)
    : format(iso, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

/** A length of time in words, two units at most. */
export function span(seconds: number): string {
  const days = Math.floor(seconds / 86_400), hours = Math.floor(seconds / 3600) % 24, minutes = Math.floor(seconds / 60) % 60;
  if (days) return `${many("kit.days", days)} ${t("kit.hours", { n: hours })}`;
  if (hours) return `${t("kit.hours", { n: hours })} ${t("kit.minutes", { n: minutes })}`;
  return minutes ? t("kit.minutes", { n: minutes }) : t("kit.seconds", { n: Math.floor(seconds) });
}

/** Milliseconds of a number of microseconds, as precise as they are worth. */
export const ms = (micros: number) => number(micros / 1000, { maximumFractionDigits: micros < 9950 ? 1 : 0 });
