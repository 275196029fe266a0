// SPDX-License-Identifier: Apache-2.0
// The directory, fetched once and kept true: several thousand people are sent again only when one of them changed.
import { effect, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useAsked, type Asked } from "../kit/asked";
import { caller, people as counted } from "../live/house";
import { problemOf, send, type Problem } from "../live/rest";
import type { Person } from "./types";

const REFRESH_MS = 30_000;

/** Everybody whom the caller may see, by name; null until they are here. */
export const directory = signal<Person[] | null>(null);
export const directoryProblem = signal<Problem | null>(null);
let tag = "", asked = 0;

/** How often somebody changed something about people on this page. */
const deeds = signal(0);
/** Says that something changed: whatever is shown of people is asked for anew. */
export const changedHere = () => { deeds.value++; return refreshDirectory(); };

export async function refreshDirectory(): Promise<void> {
  const mine = ++asked;
  try {
    const answer = await send("/people", tag ? { headers: { "If-None-Match": tag } } : {});
    const list = (await answer.json()) as Person[];
    if (mine !== asked) return;
    tag = answer.headers.get("ETag") ?? "";
    directory.value = list;
    directoryProblem.value = null;
  } catch (failure) {
    const problem = problemOf(failure);
    // 304: what is here is what there is.
    if (mine === asked) directoryProblem.value = problem.status === 304 ? null : problem;
  }
}

/** Keeps the directory fresh while somebody looks at it. */
export function useDirectory(): Person[] | null {
  useEffect(() => {
    const timer = setInterval(() => void refreshDirectory(), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => void refreshDirectory(), [counted.value]);
  return directory.value;
}

/** Asks, and again whenever something about people changed, here or, as the directory tells, elsewhere. */
export function useFresh<T>(path: string): Asked<T> {
  const fresh = useAsked<T>(path), now = { deeds: deeds.value, list: directory.value }, before = useRef(now);
  useEffect(() => {
    const { deeds: done, list } = before.current;
    before.current = now;
    if (done !== now.deeds || (list && list !== now.list)) void fresh.again();
  }, [now.deeds, now.list]);
  return fresh;
}

// Somebody else may log in: the list is not theirs.
effect(() => {
  if (caller.value) return;
  asked++;
  tag = "";
  directory.value = null;
});

export const nameOf = (id: string) => directory.value?.find((each) => each.id === id)?.name ?? id;
