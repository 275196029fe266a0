// SPDX-License-Identifier: Apache-2.0
// What the gateway is asked for once, and again soon after something of it changed.
import { useEffect, useRef } from "preact/hooks";
import { useAsked, type Asked } from "../kit/asked";
import { hear } from "../live/house";
import type { Reader, StationView } from "./model";

const SOON_MS = 400;

function useFresh<T>(path: string, topics: string[], everyMs: number): Asked<T> {
  const asked = useAsked<T>(path), again = useRef(asked.again);
  again.current = asked.again;
  useEffect(() => {
    let soon = 0;
    const ask = () => { soon = 0; void again.current(); };
    const end = hear((delta) => { if (topics.includes(delta.topic)) soon ||= window.setTimeout(ask, SOON_MS); });
    const slow = setInterval(() => { if (!document.hidden) ask(); }, everyMs);
    return () => { end(); clearTimeout(soon); clearInterval(slow); };
  }, [path, everyMs]);
  return asked;
}

// A station that is heard for the first time changes no status of the house: hence the clock besides.
export const useStations = (everyMs = 10_000) => useFresh<StationView[]>("/stations", ["status/changed"], everyMs);
export const useReaders = (everyMs = 10_000) => useFresh<Reader[]>("/readers", ["status/changed"], everyMs);

/** Whether an answer is missing because there is no such part, or none for this caller: then nothing is said. */
export const absent = (asked: Asked<unknown>) => asked.problem?.code === "service-missing" || asked.problem?.status === 403;
