// SPDX-License-Identifier: Apache-2.0
// Where the reader is: the address after the #, for example #/visits/v-17 or #/people?search=ada.
import { computed, signal } from "@preact/signals";

const hash = signal(location.hash);
addEventListener("hashchange", () => { hash.value = location.hash; });

export interface Place { page: string; rest: string[]; query: URLSearchParams }

const decode = (part: string) => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

export const place = computed<Place>(() => {
  const [path = "", query = ""] = hash.value.replace(/^#\/?/, "").split("?");
  const [page = "", ...rest] = path.split("/").map(decode);
  return { page, rest: rest.filter(Boolean), query: new URLSearchParams(query) };
});

/** The address of a place, to be used as a link. */
export function to(page: string, rest: string[] = [], query: Record<string, string> = {}): string {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  return `#/${[page, ...rest].map(encodeURIComponent).join("/")}${asked ? `?${asked}` : ""}`;
}

export const go = (address: string) => { location.hash = address; };

/** Goes there without a step in the browser's history: for a filter that follows typing. */
export function replace(address: string) {
  history.replaceState(null, "", address);
  hash.value = location.hash;
}
