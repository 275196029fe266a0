// SPDX-License-Identifier: Apache-2.0
// The list of visits as the gateway pages it.
import { useEffect, useRef, useState } from "preact/hooks";
import { gateway } from "../live/house";
import { problemOf, send, type Problem } from "../live/rest";
import type { Visit } from "../live/types";
import { nextOf, pathOf, type Filter } from "./filter";

const PAGE = 30, MOST = 500, TYPING_MS = 200;

export interface Pages {
  /** Undefined until the first answer; while another filter is asked for, the list of before. */
  visits?: Visit[]; next: string | null; problem?: Problem; busy: boolean;
  /** Why the list ends with what the gateway remembers since its start, as a code; null when it does not. */
  missing: string | null;
  more: () => Promise<void>; again: () => void;
}
interface Kept { path: string; visits?: Visit[]; next: string | null; missing: string | null; problem?: Problem }

/** Asks for the first page whenever the filter changes, and anew whenever the whole house is taken anew. */
export function usePages(filter: Filter): Pages {
  const path = pathOf(filter, PAGE), taken = gateway.value;
  const [kept, keep] = useState<Kept>({ path: "", next: null, missing: null });
  const [turn, setTurn] = useState(0), turning = useRef<AbortController | null>(null);
  const length = useRef(0);
  length.current = kept.path === path ? kept.visits?.length ?? 0 : 0;

  const ask = async (address: string, before: Visit[]) => {
    turning.current?.abort();
    const mine = (turning.current = new AbortController());
    try {
      const answer = await send(address, { signal: mine.signal }), page = (await answer.json()) as Visit[];
      keep({ path, visits: [...before, ...page], next: nextOf(answer.headers.get("Link")), missing: answer.headers.get("X-Journal-Missing") });
    } catch (failure) {
      // What was listed stays, unless it answers another question.
      const problem = problemOf(failure);
      if (!mine.signal.aborted) keep((now) => (now.path === path ? { ...now, problem } : { path, next: null, missing: null, problem }));
    }
  };

  useEffect(() => {
    const limit = Math.min(MOST, Math.max(PAGE, length.current));
    const wait = setTimeout(() => void ask(pathOf(filter, limit), []), kept.path ? TYPING_MS : 0);
    return () => {
      clearTimeout(wait);
      turning.current?.abort();
    };
  }, [path, taken, turn]);

  return { ...kept, busy: kept.path !== path, more: () => kept.next ? ask(kept.next, kept.visits ?? []) : Promise.resolve(), again: () => setTurn(turn + 1) };
}
