// SPDX-License-Identifier: Apache-2.0
/** A value beside its bound. The figures stand in words next to it, so screen readers skip it. */
export function Gauge({ value, bound, held = true }: { value: number; bound?: number; held?: boolean }) {
  const whole = Math.max(1, value * 1.1, (bound ?? 0) * 1.1), share = (part: number) => `${Math.max(0, (part / whole) * 100)}%`;
  return (
    <div class={`gauge${held ? "" : " short"}`} aria-hidden="true">
      <i style={{ width: share(value) }} />{bound !== undefined && <b style={{ left: share(bound) }} />}
    </div>
  );
}
