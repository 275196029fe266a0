// SPDX-License-Identifier: Apache-2.0
// The conditions in the sentences of the gateway: each value beside its bound. What has another
// form stays in the sentence, which is always shown as well.

export interface Condition { name: string; value: number; bound: number; held: boolean }

const N = String.raw`(\d+(?:\.\d+)?)`, NAME = "([A-Za-z][A-Za-z ]*?)";
const ABOVE = new RegExp(String.raw`${NAME} ${N}(?: to the nearest of \d+ templates)?(?:, which)? is (not )?above ${N}`, "g");
const BOUND = new RegExp(String.raw`${NAME}(?: at)? ${N}, bound ${N}`, "g");
const AT_LEAST = new RegExp(String.raw`${NAME} ${N}(?: of [a-z ]+)?[,;] at least ${N}`, "g");
const ENOUGH = new RegExp(String.raw`${NAME} ${N}; ${N} is enough`, "g");

/** Only the last word of what stands before a value names it: "The best guess, delivery, has probability". */
const named = (words: string) => /(?:^| )has (.+)$/.exec(words)?.[1] ?? words.replace(/^the /i, "");

/** The conditions of one sentence, in its order. */
export function conditionsOf(sentence: string): Condition[] {
  const found: (Condition & { at: number })[] = [];
  const take = (at: number, name = "", value = "", bound = "", held = Number(value) >= Number(bound)) =>
    found.push({ at, name: named(name.trim()).toLowerCase(), value: Number(value), bound: Number(bound), held });
  for (const each of sentence.matchAll(ABOVE)) take(each.index, each[1], each[2], each[4], !each[3]);
  for (const shape of [AT_LEAST, ENOUGH]) for (const each of sentence.matchAll(shape)) take(each.index, each[1], each[2], each[3]);
  for (const each of sentence.matchAll(BOUND)) take(each.index, each[1], each[2], each[3], Number(each[2]) > Number(each[3]));
  return found.sort((a, b) => a.at - b.at).map(({ at: _, ...condition }) => condition);
}

/** Each sentence with the conditions that none before it had: the deciding sentence is given first. */
export function shared(sentences: string[]): Condition[][] {
  const told = new Set<string>();
  return sentences.map((sentence) => conditionsOf(sentence).filter(({ name, value }) => {
    const key = `${name} ${value.toFixed(2)}`;
    return !told.has(key) && told.add(key);
  }));
}
