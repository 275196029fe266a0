// SPDX-License-Identifier: Apache-2.0
// What a page asks for when it opens: a skeleton, then the answer or what went wrong.
import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { problemOf, read, send, type Problem } from "../live/rest";
import { Skeleton, Trouble } from "./show";

export interface Asked<T> { value?: T; /** The ETag of the value. */ tag?: string; problem?: Problem; /** Asks anew; what is shown stays until the answer is here. */ again: () => Promise<void> }

/** Asks once for each path; null asks nothing. An answer that was overtaken is dropped. */
export function useAsked<T>(path: string | null): Asked<T> {
  const [state, set] = useState<{ path: string | null; value?: T; tag?: string; problem?: Problem }>({ path });
  const turn = useRef(0);
  const again = useCallback(async () => {
    if (path === null) return;
    const mine = ++turn.current;
    const next = await send(path).then(async (answer) => ({ path, value: await read<T>(answer), tag: answer.headers.get("ETag") ?? "" }), (failure) => ({ path, problem: problemOf(failure) }));
    if (mine === turn.current) set(next);
  }, [path]);
  useEffect(() => {
    void again();
    return () => { turn.current++; };
  }, [again]);
  return state.path === path ? { ...state, again } : { again };
}

/** Shows an answer once it is here. */
export function Shown<T>({ of, children, lines }: { of: Asked<T>; children: (value: T) => ComponentChildren; lines?: number }) {
  if (of.value !== undefined) return <>{children(of.value)}</>;
  return of.problem ? <Trouble problem={of.problem} retry={() => void of.again()} /> : <Skeleton lines={lines ?? 3} />;
}

export interface Deed<A extends unknown[]> { run: (...given: A) => Promise<boolean>; busy: boolean; problem: Problem | null; clear: () => void }

/** Something that a person orders: one at a time, and what went wrong stands where it was ordered. */
export function useDeed<A extends unknown[]>(act: (...given: A) => Promise<unknown>): Deed<A> {
  const [busy, setBusy] = useState(false), [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);
  const run = async (...given: A) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await act(...given);
      return true;
    } catch (failure) {
      setProblem(problemOf(failure));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy, problem, clear: () => setProblem(null) };
}
