// SPDX-License-Identifier: Apache-2.0
// The small pictures in the list: shown when somebody asks, after one line of the audit for all of them.
import { effect, signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { useDeed } from "../kit/asked";
import { paint } from "../kit/picture";
import { Trouble } from "../kit/show";
import { caller } from "../live/house";
import { part, post, problemOf, send } from "../live/rest";
import type { Visit } from "../live/types";
import { exactly, t } from "../words";

interface Period { from: string; to: string }
interface Kept { tag: string; file: Blob }

/** Twice as wide as it is shown, for screens that are fine. */
const WIDTH = 128, MOST_KEPT = 100, NOTED_NO_MORE = 409, UNCHANGED = 304;

/** The periods whose pictures were asked for. */
const periods = signal<Period[]>([]);
/** What was shown already, by visit: in memory, so that no browser keeps a visitor longer than the gateway. */
const files = new Map<string, Kept>();

// Somebody else may log in: the pictures are not theirs.
effect(() => {
  if (caller.value) return;
  periods.value = [];
  files.clear();
});

const moment = (iso: string) => Date.parse(iso);
/** Whether somebody asked for the picture that is kept of this visit. */
export const isShown = (visit: Visit) => !!visit.pictured && periods.value.some(({ from, to }) => moment(visit.openedAt) >= moment(from) && moment(visit.openedAt) <= moment(to));

/** Asks before pictures are shown; nothing where all of them are, or none is kept. */
export function ShowThumbs({ visits }: { visits: Visit[] }) {
  const pictured = visits.filter((visit) => visit.pictured), newest = pictured[0], oldest = pictured[pictured.length - 1];
  const show = useDeed(async () => {
    if (!newest || !oldest) return;
    const period = { from: oldest.openedAt, to: newest.openedAt };
    await post("/visits/pictures-shown", period);
    periods.value = [...periods.value, period];
  });
  if (pictured.every(isShown)) return null;
  return (
    <>
      <p class="look-bar">
        <button id="show-thumbs" type="button" class="second small" aria-disabled={show.busy || undefined} onClick={() => void show.run()}>{t("visits.showThumbs")}</button>
        <span class="quiet small">{t("visits.showThumbsHint")}</span>
      </p>
      {show.problem && <Trouble problem={show.problem} />}
    </>
  );
}

/** The place of a picture, as large without one. */
export function Thumb({ visit }: { visit: Visit }) {
  return <span class="thumb">{isShown(visit) && <Picture key={visit.id} visit={visit} />}</span>;
}

async function fileOf(id: string, signal: AbortSignal): Promise<Blob> {
  const before = files.get(id);
  try {
    const answer = await send(`/visits/${part(id)}/picture`, { signal, ...(before ? { headers: { "If-None-Match": before.tag } } : {}) });
    const file = await answer.blob();
    files.delete(id);
    files.set(id, { tag: answer.headers.get("ETag") ?? "", file });
    if (files.size > MOST_KEPT) files.delete([...files.keys()][0] ?? "");
    return file;
  } catch (failure) {
    if (before && problemOf(failure).status === UNCHANGED) return before.file;
    if (!signal.aborted) files.delete(id);
    throw failure;
  }
}

/** Asks for the picture when it comes near the screen; one that is gone leaves its place empty. */
function Picture({ visit }: { visit: Visit }) {
  const canvas = useRef<HTMLCanvasElement>(null), [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const place = canvas.current, ended = new AbortController();
    if (!place) return;
    const draw = async () => {
      try {
        await paint(place, await fileOf(visit.id, ended.signal), { resizeWidth: WIDTH });
        if (!ended.signal.aborted) setDrawn(true);
      } catch (failure) {
        // What was noted holds for an hour: then it is asked again.
        if (!ended.signal.aborted && problemOf(failure).status === NOTED_NO_MORE) periods.value = [];
      }
    };
    const near = new IntersectionObserver((seen) => {
      if (!seen.some((each) => each.isIntersecting)) return;
      near.disconnect();
      void draw();
    }, { rootMargin: "200px" });
    near.observe(place);
    return () => { ended.abort(); near.disconnect(); };
  }, []);
  return <canvas ref={canvas} role="img" width={64} height={48} aria-hidden={drawn ? undefined : true} aria-label={t("visits.keptPicture", { when: exactly(visit.openedAt) })} />;
}
