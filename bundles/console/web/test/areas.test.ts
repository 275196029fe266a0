// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { added, area, changesOf, faultOf, inserted, middle, moved, nearestEdge, shapeAt, shapesOf, valuesOf, without, type Shape } from "../src/doors/areas/shapes";

const mask = (text: string): Shape => shapesOf(text, "")[0] as Shape;
const zone = (name: string, text: string): Shape => ({ ...mask(text), kind: "zone", name });
const SQUARE = "0.1,0.1 0.9,0.1 0.9,0.9 0.1,0.9";

test("what makes no sense is left out, and what is left is as it was", () => {
  assert.deepEqual(shapesOf("", ""), []);
  assert.deepEqual(shapesOf("nonsense; 1,2; 0,0 1,0", "path 0,0"), []);
  const both = shapesOf(`${SQUARE}; 0,0 1,0 1,1`, `Eingang: ${SQUARE}`);
  assert.deepEqual(both.map((each) => [each.kind, each.name, each.corners.length]), [["mask", "", 4], ["mask", "", 3], ["zone", "Eingang", 4]]);
  assert.deepEqual(valuesOf(both), { masks: `${SQUARE}; 0,0 1,0 1,1`, zones: `Eingang: ${SQUARE}` });
  assert.deepEqual(valuesOf([]), { masks: null, zones: null });
});

test("only what became different is sent", () => {
  const both = shapesOf(SQUARE, `Eingang: ${SQUARE}`), [one, way] = both as [Shape, Shape];
  assert.deepEqual(changesOf(both, both), {});
  assert.deepEqual(changesOf(both, [way]), { masks: null });
  assert.deepEqual(changesOf(both, [one]), { zones: null });
  assert.deepEqual(changesOf([], both), { masks: SQUARE, zones: `Eingang: ${SQUARE}` });
});

test("what the gateway refuses is found before", () => {
  assert.equal(faultOf([mask(SQUARE)]), null);
  assert.deepEqual(faultOf([mask(SQUARE), mask("0.1,0.1 0.9,0.9 0.9,0.1 0.1,0.9")]), { at: 1, code: "crossing" });
  assert.equal(faultOf([mask("0.1,0.1 0.9,0.1 0.5,0.1")])?.code, "crossing");
  assert.equal(faultOf([mask("0.1,0.1 0.1,0.1 0.9,0.9")])?.code, "crossing");
  assert.equal(faultOf([mask("0.5,0.5 0.51,0.5 0.5,0.51")])?.code, "small");
  assert.equal(faultOf([zone("path", "0.5,0.5 0.55,0.5 0.5,0.55")])?.code, "small");
  assert.equal(faultOf([zone("path", SQUARE), zone(" Path ", SQUARE)])?.code, "twice");
  for (const name of ["", " ", "a:b", "a;b", "<b>", "x".repeat(41)]) assert.equal(faultOf([zone(name, SQUARE)])?.code, "name");
});

test("a corner stays in the picture wherever it is dragged", () => {
  const [shape] = moved([mask(SQUARE)], 0, 2, { x: 1.7, y: -3 });
  assert.deepEqual(shape?.corners[2], { x: 1, y: 0 });
});

test("a press adds a corner to the nearest edge, and to the last one too", () => {
  const shape = mask(SQUARE);
  assert.equal(nearestEdge(shape, { x: 0.5, y: 0 }), 0);
  assert.equal(nearestEdge(shape, { x: 0, y: 0.5 }), 3);
  assert.deepEqual(middle(shape, 3), { x: 0.1, y: 0.5 });
  const [five] = inserted([shape], 0, 3, { x: 0, y: 0.5 });
  assert.deepEqual(five?.corners.at(-1), { x: 0, y: 0.5 });
  assert.deepEqual(without([five as Shape], 0, 4)[0], shape);
});

test("a new shape is one that can be saved, and is found where it lies", () => {
  let shapes: Shape[] = [];
  for (let i = 0; i < 8; i++) shapes = added(shapes, "zone", `Zone ${i}`);
  assert.equal(faultOf(shapes), null);
  assert.ok(shapes.every((each) => area(each.corners) > 0.05));
  assert.equal(shapeAt(shapes, { x: 0.31, y: 0.31 }), 6);
  assert.equal(shapeAt(shapes, { x: 0.05, y: 0.05 }), null);
});
