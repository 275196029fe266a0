// SPDX-License-Identifier: Apache-2.0
import { language } from "../words";

/** The names of languages in the language of the page; empty for a model that depends on none. */
export function languages(tags: string[] | undefined): string {
  const names = new Intl.DisplayNames([language.value], { type: "language" });
  return (tags ?? []).map((tag) => names.of(tag) ?? tag).join(", ");
}
