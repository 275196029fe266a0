// SPDX-License-Identifier: Apache-2.0
// Amounts as people read them: bytes, lengths of time, shares with their bounds.
import { many, number, span, t } from "../words";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A number of bytes, in the unit that fits. */
export function size(bytes: number): string {
  let unit = 0;
  while (bytes >= 1000 && unit < UNITS.length - 1) {
    bytes /= 1000;
    unit++;
  }
  return number(bytes, { style: "unit", unit: UNITS[unit] ?? "byte", unitDisplay: unit ? "short" : "long", maximumFractionDigits: unit && bytes < 100 ? 1 : 0 });
}

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;

/** Seconds of a duration in ISO 8601, as the gateway writes it. */
export function seconds(iso: string): number {
  const [, days = 0, hours = 0, minutes = 0, rest = 0] = ISO.exec(iso) ?? [];
  return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
}

/** A duration in words; whole days without their hours. */
export function lasting(iso: string): string {
  const all = seconds(iso);
  return all && all % 86_400 === 0 ? many("kit.days", all / 86_400) : span(all);
}

/** A share with its 95 % interval (Wilson 1927), each 0 to 1; null for none of none. */
export function share(of: number, n: number): { low: number; at: number; high: number } | null {
  if (!n) return null;
  const z = 1.959964, at = of / n, middle = at + (z * z) / (2 * n), width = z * Math.sqrt((at * (1 - at) + (z * z) / (4 * n)) / n), scale = 1 + (z * z) / n;
  return { low: Math.max(0, (middle - width) / scale), at, high: Math.min(1, (middle + width) / scale) };
}

export const percent = (part: number, digits = 1) => number(part, { style: "percent", maximumFractionDigits: digits });
export const yesNo = (yes: boolean) => t(yes ? "kit.yes" : "kit.no");
