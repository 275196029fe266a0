// SPDX-License-Identifier: Apache-2.0
// A face out of a picture that is here already.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** A place in a picture, as shares of it. */
export interface Box { left: number; top: number; width: number; height: number }
/** A face is shown with so much of itself around it, on each side: hair and chin. */
const MARGIN = 0.4;

async function cut(canvas: HTMLCanvasElement, file: Blob, { left, top, width, height }: Box) {
  const picture = await createImageBitmap(file);
  const span = (from: number, length: number, all: number) => {
    const begin = Math.max(0, from - length * MARGIN) * all, end = Math.min(1, from + length * (1 + MARGIN)) * all;
    return { begin, length: Math.max(1, end - begin) };
  };
  const x = span(left, width, picture.width), y = span(top, height, picture.height);
  canvas.width = Math.round(x.length);
  canvas.height = Math.round(y.length);
  canvas.getContext("2d")?.drawImage(picture, x.begin, y.begin, x.length, y.length, 0, 0, canvas.width, canvas.height);
  picture.close();
}

/** A part of a picture that is here already, with what it is; nothing while it is not drawn. */
export function Cutting({ file, box, label, children }: { file: Blob; box: Box; label: string; children: ComponentChildren }) {
  const canvas = useRef<HTMLCanvasElement>(null), [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let ended = false;
    setDrawn(false);
    // What cannot be drawn is said beside the whole picture.
    if (canvas.current) cut(canvas.current, file, box).then(() => { if (!ended) setDrawn(true); }, () => undefined);
    return () => { ended = true; };
  }, [file]);
  return <figure class="cutting" hidden={!drawn}><canvas ref={canvas} role="img" aria-label={label} /><figcaption class="small quiet">{children}</figcaption></figure>;
}
