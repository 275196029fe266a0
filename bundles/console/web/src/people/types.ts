// SPDX-License-Identifier: Apache-2.0
// People as the gateway tells of them (openapi.yaml). What the caller may not see is not there.

export interface Suspension { since: string; why: string }
export interface Person {
  id: string; name: string; unit: string; doors: string[]; templates: number; spaces: string[];
  code?: boolean; cards?: number; passes?: number;
  lastDay?: string; lastSeen?: string; suspended?: Suspension; erasedAfter?: string;
}

export interface Card { panel: string; format: string; source: string; until: string }
export interface BadRow { line: number; column: string; code: string; sentence: string }
export interface ImportReport { rows: number; taken: number; refused: BadRow[] }

export interface Pass {
  id: string; host: string; label: string; doors: string[]; from: string; until: string; uses: number; used: number;
  state: "WAITING" | "VALID" | "USED_UP" | "EXPIRED" | "REVOKED";
}
export interface IssuedPass { pass: Pass; number: string; picture: string; svg: string }

export interface Rule { id: string; doors: string[]; who: string[]; schedule: string; ways: string[][] }
export interface Schedule { id: string; open: boolean; changes?: string; sentence: string }
export type Groups = Record<string, string[]>;

export interface Step { rule: string; holds: boolean; sentence: string }
export interface Entitlement { type: "Granted" | "MoreNeeded" | "Refused"; code?: string; sentence?: string; from?: string; missing?: string[][]; trace: Step[] }
export interface Explanation { door: string; person: string; at: string; shown: string[]; entitlement: Entitlement }

export interface Consent {
  id: string; purpose: string; inForce: boolean; textVersion: string; textSha256: string; language: string; channel: string;
  signature?: string; givenAt: string; by: string; withdrawnAt?: string; withdrawnBy?: string;
}
export interface ConsentText { purpose: string; version: string; language: string; body: string; sha256: string }

export interface Receipt {
  id: string; subject: string; at: string; reason: string; removed: Record<string, number>; keyDigest: string;
  epoch: number; auditSequence: number; auditHash: string; signature: string;
}
export interface Verification { holds: boolean; checks: { name: string; good: boolean; sentence: string }[] }

export interface Advice { kept: boolean; code: string; sentence: string }
export interface Progress { ticket: string; kept: number; least: number; most: number; last?: Advice; expiresAt: string }

export interface OperatingPoint {
  space: string; targetFar: number; comparisons: number; threshold: number; proof: string; sentence: string; derivedAt: string;
  estimatedFar?: number; upperFar?: number; provableFar?: number;
  cohort: { origin: string; people: number; pairs: number; effectivePairs: number };
}
