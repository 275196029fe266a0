// SPDX-License-Identifier: Apache-2.0
// What the gateway says of what is kept and what left the building (openapi.yaml).

export interface Sink {
  sink: string; bundle: string; payload: Record<string, number>;
  /** Bytes on the wire, with protocol and encryption; -1 where they cannot be counted. */
  wire: number;
  refused: number; hosts: { host: string; port: number; outside: boolean }[];
}
export interface Egress { since: string; rawMediaBytes: number; sinks: Sink[] }

export interface Run { at: string; removed: Record<string, number>; problems: string[] }
export interface Retention {
  rules: { what: string; keep: string; because: string }[]; last?: Run;
  /** What a run would delete now; a kind that cannot be counted before is missing. */
  due: Record<string, number>;
}

export interface Regulation { id: string; title: string; applies?: string; source: string; asOf: string }
export interface Site {
  name: string; title: string; releaseChannels: string[]; refused: string[]; retention: Record<string, string>;
  inactivity: string; erasureDelay: string; regulations: Regulation[]; profiles: string[];
}

export interface SignOff { digest: string; by: string; at: string; note: string }
export interface Drift { drift: { code: string; sentence: string; since: string }[]; digest: string; lastSignOff?: SignOff }

export interface AuditLine {
  sequence: number; at: string; actor: string; through: string; action: string; details: Record<string, string>; previousHash: string; hash: string;
}
export interface Chain { intact: boolean; good?: number; sealed?: { sequence: number; hash: string }; code?: string; sentence?: string }
export interface Audit { entries: AuditLine[]; subjects?: Record<string, string>; chain?: Chain }

export interface Receipt {
  id: string; subject: string; at: string; reason: string; removed: Record<string, number>;
  keyDigest: string; epoch: number; auditSequence: number; auditHash: string; signature: string;
}
export interface Verification { holds: boolean; checks: { name: string; good: boolean; sentence: string }[] }

export const PAPERS = ["record-of-processing", "impact-assessment", "notice", "policy"] as const;
export type PaperKind = (typeof PAPERS)[number];
export const isPaper = (kind: string): kind is PaperKind => (PAPERS as readonly string[]).includes(kind);
