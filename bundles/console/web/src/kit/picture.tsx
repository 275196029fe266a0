// SPDX-License-Identifier: Apache-2.0
// What a camera sees just now, asked for picture by picture: nothing of it is kept. And one that is kept.
import { useEffect, useRef, useState } from "preact/hooks";
import { problemOf, send, type Problem } from "../live/rest";
import { moment, t } from "../words";
import { Trouble } from "./show";

const AFTER_TROUBLE_MS = 3000, HIDDEN_MS = 1000;

export async function paint(canvas: HTMLCanvasElement, file: Blob, how: ImageBitmapOptions = {}) {
  const picture = await createImageBitmap(file, how);
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  canvas.dataset["painted"] = String(Number(canvas.dataset["painted"] ?? 0) + 1);
  picture.close();
}

export interface LivePictureProps { /** Below /api; answers an image, or 204 while there is none. */ path: string; label: string; pauseMs?: number; /** Hears when what is shown was captured, null while nothing is. */ onCaptured?: (at: string | null) => void }

/** A picture that stays true while it is on the screen: an old one is taken off it. */
export function LivePicture({ path, label, pauseMs = 500, onCaptured }: LivePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [shown, setShown] = useState<string | null>(null), [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    let timer = 0;
    const look = async () => {
      const found = document.hidden ? null : await once(ended.signal);
      if (!ended.signal.aborted) timer = window.setTimeout(() => void look(), document.hidden ? HIDDEN_MS : found ? AFTER_TROUBLE_MS : pauseMs);
    };
    const once = async (signal: AbortSignal): Promise<Problem | null> => {
      try {
        const answer = await send(path, { signal });
        const there = answer.status === 200 && canvas.current;
        if (there) await paint(there, await answer.blob());
        if (signal.aborted) return null;
        setShown(there ? answer.headers.get("X-Captured-At") ?? new Date().toISOString() : null);
        setProblem(null);
        return null;
      } catch (failure) {
        if (signal.aborted) return null;
        setShown(null);
        setProblem(problemOf(failure));
        return problemOf(failure);
      }
    };
    setShown(null);
    setProblem(null);
    void look();
    return () => { ended.abort(); clearTimeout(timer); };
  }, [path, pauseMs]);
  useEffect(() => onCaptured?.(shown), [shown]);
  return (
    <div class={`picture${shown ? "" : " blank"}`}>
      <canvas ref={canvas} role="img" aria-label={label} width={640} height={480} hidden={!shown} />
      {shown ? <span class="captured">{moment(shown)}</span>
        : problem ? <Trouble problem={problem} /> : <p class="quiet small" role="status">{t("kit.noPictureYet")}</p>}
    </div>
  );
}

/** One picture, asked for once. */
export function StillPicture({ path, label, onFile }: { path: string; label: string; /** Hears the file that is shown. */ onFile?: (file: Blob) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null), [shown, setShown] = useState(false), [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    void (async () => {
      try {
        const answer = await send(path, { signal: ended.signal });
        const file = await answer.blob();
        if (canvas.current) await paint(canvas.current, file);
        if (ended.signal.aborted) return;
        setShown(true);
        onFile?.(file);
      } catch (failure) {
        if (!ended.signal.aborted) setProblem(problemOf(failure));
      }
    })();
    return () => ended.abort();
  }, [path]);
  return (
    <div class={`picture${shown ? "" : " blank"}`}>
      <canvas ref={canvas} role="img" aria-label={label} width={640} height={480} hidden={!shown} />
      {problem && <Trouble problem={problem} />}
    </div>
  );
}
