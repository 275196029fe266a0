// SPDX-License-Identifier: Apache-2.0
import { t } from "../../words";
import type { Shape } from "./shapes";

/** A mask has the number that it has among the masks, a zone its name. */
export function titleOf(shapes: Shape[], at: number): string {
  const shape = shapes[at];
  if (shape?.kind === "zone") return shape.name.trim() || t("areas.zone");
  return t("areas.maskNumber", { n: shapes.slice(0, at + 1).filter((each) => each.kind === "mask").length });
}
