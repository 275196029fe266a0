// SPDX-License-Identifier: Apache-2.0
import type { Tone } from "../live/types";

// Each state has its own shape: a colour-blind reader loses nothing.
const DRAWINGS = {
  good: ["M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z", "M6.3 10.3l2.5 2.5 5-5.4"],
  warn: ["M10 2.6 18.4 17H1.6Z", "M10 8v4M10 14.3v.2"],
  bad: ["M6.6 2h6.8L18 6.6v6.8L13.4 18H6.6L2 13.4V6.6Z", "M7 7l6 6M13 7l-6 6"],
  going: ["M10 2a8 8 0 1 0 8 8", "M10 6v4l3 2"],
  calm: ["M3 3h14v14H3Z", "M6.5 10h7"],
  now: ["M5 18V7a5 5 0 0 1 10 0v11", "M2.5 18h15M12 12v.2"],
  visits: ["M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z", "M10 5.5V10l3 2"],
  people: ["M10 10a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6Z", "M3.5 17.3a6.5 6.5 0 0 1 13 0"],
  doors: ["M4.5 18V3h8v15", "M2.5 18h15M9.7 10.5v.2M12.5 5h3v13"],
  features: ["M3 3h5.5v5.5H3ZM11.5 3H17v5.5h-5.5ZM3 11.5h5.5V17H3Z", "M14.3 11.3v6M11.3 14.3h6"],
  health: ["M2 10.5h3.5l2-5 4 10 2.4-5H18"],
  privacy: ["M10 2.5 16.5 5v5c0 4-2.8 6.6-6.5 7.7C6.3 16.6 3.5 14 3.5 10V5Z", "M7.2 10l2 2 3.6-4"],
  settings: ["M3 5.500h7M14 5.500h3M3 10h2M9 10h8M3 14.500h8M15 14.500h2", "M10 3.500v4M7 8v4M13 12.500v4"],
  account: ["M10 3a3.6 3.6 0 1 0 0 7.2A3.6 3.6 0 0 0 10 3Z", "M3 18a7 7 0 0 1 14 0"],
  more: ["M4 10h.2M10 10h.2M16 10h.2"],
  out: ["M8 3H3v14h5", "M8 10h9M14 6.5l3.5 3.5-3.5 3.5"],
  bell: ["M4.5 14V9a5.5 5.5 0 0 1 11 0v5l1.5 1.5H3Z", "M8.5 17.7a2 2 0 0 0 3 0"],
  locked: ["M4 9h12v8.5H4Z", "M6.5 9V6a3.5 3.5 0 0 1 7 0v3M10 12.3v2"],
  unlocked: ["M4 9h12v8.5H4Z", "M6.5 9V5.5a3.5 3.5 0 0 1 6.7-1.4M10 12.3v2"],
  hear: ["M3 8v4h3l4 3.5v-11L6 8Z", "M13 7.5a3.5 3.5 0 0 1 0 5M15.3 5a7 7 0 0 1 0 10"],
  plus: ["M10 4v12M4 10h12"],
  left: ["M12.5 4 6.5 10l6 6"],
  right: ["M7.5 4l6 6-6 6"],
  search: ["M8.7 3a5.7 5.7 0 1 0 0 11.400A5.7 5.7 0 0 0 8.7 3Z", "M13 13l4.5 4.5"],
  download: ["M10 3v9.500M6.3 9l3.7 3.700L13.7 9", "M3.5 17h13"],
} as const;

export type Drawing = keyof typeof DRAWINGS;

/** A drawing beside words that say the same: screen readers skip it. */
export function Icon({ name, size = 20, tone }: { name: Drawing; size?: number; tone?: Tone }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} fill="none" stroke="currentColor" stroke-width="1.7"
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" class={tone}>
      {DRAWINGS[name].map((line) => <path key={line} d={line} />)}
    </svg>
  );
}

/** The mark of the house. Drawn in the page: a file of its own is one more answer to wait for, and one more document to a browser. */
export function Mark({ size, alt }: { size: number; alt?: string }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} role={alt ? "img" : undefined} aria-label={alt} aria-hidden={alt ? undefined : "true"}>
      <rect width="32" height="32" rx="7" fill="#1d4f91" />
      <path d="M9 26V11a7 7 0 0 1 14 0v15M6 26h20" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" />
      <circle cx="19" cy="18" r="1.7" fill="#fff" />
    </svg>
  );
}
