// SPDX-License-Identifier: Apache-2.0
// What somebody drew and did not save yet, with the way back. It outlives leaving the page, and ends
// with the log-in.
import { signal } from "@preact/signals";
import { caller } from "../../live/house";
import { changesOf, type Shape } from "./shapes";

/** What is drawn, what was before it, newest last, the shape that is being worked on, and what was saved when it began. */
export interface Drawing { shapes: Shape[]; past: Shape[][]; selected: number | null; begun: Begun }
export interface Begun { etag: string; shapes: Shape[] }

const MOST_PAST = 100;
const drawings = signal<Record<string, Drawing>>({});
let whose: string | undefined;
caller.subscribe((now) => {
  if (now?.subject !== whose) drawings.value = {};
  whose = now?.subject;
});

export const isUnsaved = ({ shapes, begun }: Drawing) => Object.keys(changesOf(begun.shapes, shapes)).length > 0;
export const drawingOf = (id: string): Drawing | undefined => drawings.value[id];
/** What somebody drew, however old what it began with is; where they drew nothing, what is saved now. */
export function drawingOn(id: string, now: Begun): Drawing {
  const drawing = drawingOf(id);
  return drawing && (isUnsaved(drawing) || drawing.begun.etag === now.etag) ? drawing : { shapes: now.shapes, past: [], selected: null, begun: now };
}
export const draw = (id: string, drawing: Drawing) => { drawings.value = { ...drawings.value, [id]: drawing }; };
export function forget(id: string) {
  const { [id]: _, ...others } = drawings.value;
  drawings.value = others;
}

/** Goes on with other shapes; "Undo" comes back to what is here now. */
export const changed = (drawing: Drawing, shapes: Shape[]): Drawing => ({ ...drawing, shapes, past: [...drawing.past, drawing.shapes].slice(-MOST_PAST) });

export function undone(drawing: Drawing): Drawing {
  const shapes = drawing.past.at(-1);
  if (!shapes) return drawing;
  const selected = drawing.selected !== null && drawing.selected < shapes.length ? drawing.selected : null;
  return { ...drawing, shapes, past: drawing.past.slice(0, -1), selected };
}
