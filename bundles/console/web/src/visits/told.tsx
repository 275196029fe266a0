// SPDX-License-Identifier: Apache-2.0
import { Said } from "../kit/show";
import { upper } from "../words";
import type { Telling } from "./telling";

/** The sentence of a visit, and what the gateway itself added; `short` where there is little room. */
export function Told({ of, short }: { of: Telling; short?: boolean }) {
  return <>{of.sentence}{of.said && <>: <Said>{of.said}</Said></>}{of.cause && !short && <>. <Said>{upper(of.cause)}</Said></>}</>;
}
