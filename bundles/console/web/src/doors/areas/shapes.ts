// SPDX-License-Identifier: Apache-2.0
// Masks and zones of a picture, as a station's configuration has them and as somebody draws them.

/** In shares of the picture's width and height. */
export interface Corner { x: number; y: number }
export interface Shape { kind: "mask" | "zone"; /** Of a zone. */ name: string; corners: Corner[] }
/** What the gateway would refuse, and where: the number of the shape. */
export interface Fault { at: number; code: "corners" | "crossing" | "small" | "name" | "twice" }

export const LEAST_CORNERS = 3, MOST_CORNERS = 20, MOST_OF_KIND = 8;
const LEAST_AREA = { mask: 0.0002, zone: 0.005 };
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;
const DECIMALS = 1000;

export const share = (n: number) => Math.round(Math.min(1, Math.max(0, n)) * DECIMALS) / DECIMALS;

/** Reads what is configured; whatever makes no sense is left out. */
export function shapesOf(masks: string, zones: string): Shape[] {
  const parts = (text: string) => text.split(";").map((part) => part.trim()).filter(Boolean);
  return [
    ...parts(masks).map((part): Shape => ({ kind: "mask", name: "", corners: cornersOf(part) })),
    ...parts(zones).map((part): Shape => ({ kind: "zone", name: part.slice(0, Math.max(0, part.indexOf(":"))).trim(), corners: cornersOf(part.slice(part.indexOf(":") + 1)) })),
  ].filter((shape) => shape.corners.length >= LEAST_CORNERS);
}

const cornersOf = (text: string): Corner[] => text.trim().split(/\s+/).map((word) => word.split(",").map(Number))
  .filter((pair) => pair.length === 2 && pair.every(Number.isFinite)).map(([x = 0, y = 0]) => ({ x: share(x), y: share(y) }));

/** As the configuration has them; nothing is its default. */
export function valuesOf(shapes: Shape[]): { masks: string | null; zones: string | null } {
  const words = ({ corners }: Shape) => corners.map(({ x, y }) => `${x},${y}`).join(" ");
  const of = (kind: Shape["kind"]) => shapes.filter((shape) => shape.kind === kind);
  return { masks: of("mask").map(words).join("; ") || null, zones: of("zone").map((zone) => `${zone.name.trim()}: ${words(zone)}`).join("; ") || null };
}

/** Only what became different, so that what somebody else wrote beside it stays. */
export function changesOf(before: Shape[], shapes: Shape[]): Partial<ReturnType<typeof valuesOf>> {
  const was = valuesOf(before), is = valuesOf(shapes);
  return { ...(was.masks === is.masks ? {} : { masks: is.masks }), ...(was.zones === is.zones ? {} : { zones: is.zones }) };
}

// ---- drawing ----------------------------------------------------------------------------------------------------------

const replaced = (shapes: Shape[], at: number, corners: Corner[]) => shapes.map((shape, i) => i === at ? { ...shape, corners } : shape);

/** A new one in the middle of the picture, a little beside the one before. */
export function added(shapes: Shape[], kind: Shape["kind"], name: string): Shape[] {
  const aside = 0.04 * (shapes.length % 6), [from, to] = [share(0.3 + aside), share(0.6 + aside)];
  return [...shapes, { kind, name, corners: [{ x: from, y: from }, { x: to, y: from }, { x: to, y: to }, { x: from, y: to }] }];
}

export function moved(shapes: Shape[], at: number, corner: number, to: Corner): Shape[] {
  return replaced(shapes, at, (shapes[at]?.corners ?? []).map((each, i) => i === corner ? { x: share(to.x), y: share(to.y) } : each));
}

/** Puts a corner behind another one. */
export function inserted(shapes: Shape[], at: number, behind: number, corner: Corner): Shape[] {
  const corners = shapes[at]?.corners ?? [];
  return replaced(shapes, at, [...corners.slice(0, behind + 1), { x: share(corner.x), y: share(corner.y) }, ...corners.slice(behind + 1)]);
}

export const without = (shapes: Shape[], at: number, corner: number) => replaced(shapes, at, (shapes[at]?.corners ?? []).filter((_, i) => i !== corner));

/** The middle of the edge that begins at a corner. */
export function middle({ corners }: Shape, corner: number): Corner {
  const one = corners[corner] ?? { x: 0, y: 0 }, next = corners[(corner + 1) % corners.length] ?? one;
  return { x: share((one.x + next.x) / 2), y: share((one.y + next.y) / 2) };
}

/** The corner whose edge is nearest to a point. */
export function nearestEdge({ corners }: Shape, to: Corner): number {
  const distances = corners.map((one, i) => distance(one, corners[(i + 1) % corners.length] ?? one, to));
  return distances.indexOf(Math.min(...distances));
}

function distance(one: Corner, next: Corner, to: Corner): number {
  const x = next.x - one.x, y = next.y - one.y, length = x * x + y * y;
  const along = length ? Math.min(1, Math.max(0, ((to.x - one.x) * x + (to.y - one.y) * y) / length)) : 0;
  return Math.hypot(to.x - one.x - along * x, to.y - one.y - along * y);
}

/** The uppermost shape around a point, if there is one. */
export function shapeAt(shapes: Shape[], where: Corner): number | null {
  for (let i = shapes.length - 1; i >= 0; i--) if (contains(shapes[i]?.corners ?? [], where)) return i;
  return null;
}

const contains = (corners: Corner[], { x, y }: Corner) => corners.reduce((inside, one, i) => {
  const next = corners[(i + 1) % corners.length] ?? one;
  return (one.y > y) !== (next.y > y) && x < one.x + (y - one.y) / (next.y - one.y) * (next.x - one.x) ? !inside : inside;
}, false);

// ---- what the gateway refuses -----------------------------------------------------------------------------------------

/** The first thing that is wrong, so that nobody has to be refused to learn of it. */
export function faultOf(shapes: Shape[]): Fault | null {
  for (const [at, shape] of shapes.entries()) {
    if (shape.corners.length < LEAST_CORNERS || shape.corners.length > MOST_CORNERS) return { at, code: "corners" };
    if (crosses(shape.corners)) return { at, code: "crossing" };
    if (area(shape.corners) < LEAST_AREA[shape.kind]) return { at, code: "small" };
    if (shape.kind === "zone" && !NAME.test(shape.name.trim())) return { at, code: "name" };
    if (shape.kind === "zone" && shapes.slice(0, at).some((other) => other.kind === "zone" && other.name.trim().toLowerCase() === shape.name.trim().toLowerCase())) return { at, code: "twice" };
  }
  return null;
}

export function area(corners: Corner[]): number {
  return Math.abs(corners.reduce((sum, one, i) => {
    const next = corners[(i + 1) % corners.length] ?? one;
    return sum + one.x * next.y - next.x * one.y;
  }, 0)) / 2;
}

/** On which side of the line from a to b it lies, 0 on it. */
function side(a: Corner, b: Corner, c: Corner): number {
  const turn = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  return Math.abs(turn) < 1e-12 ? 0 : turn;
}
const between = (a: Corner, b: Corner, on: Corner) => on.x >= Math.min(a.x, b.x) && on.x <= Math.max(a.x, b.x) && on.y >= Math.min(a.y, b.y) && on.y <= Math.max(a.y, b.y);

function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const [one, other, third, fourth] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  return one * other < 0 && third * fourth < 0 || one === 0 && between(a, b, c) || other === 0 && between(a, b, d) || third === 0 && between(c, d, a) || fourth === 0 && between(c, d, b);
}

function crosses(corners: Corner[]): boolean {
  const count = corners.length, corner = (i: number) => corners[i % count] as Corner;
  for (let i = 0; i < count; i++) {
    const [a, b, c] = [corner(i), corner(i + 1), corner(i + 2)];
    // The next edge lies on this one.
    if (side(a, b, c) === 0 && (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) <= 0) return true;
    for (let j = i + 2; j < count; j++) {
      if ((j + 1) % count !== i && meet(a, b, corner(j), corner(j + 1))) return true;
    }
  }
  return false;
}
