// SPDX-License-Identifier: Apache-2.0
// Work that takes a while: how far it is, as far as that is known.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words";

/** A bar with words; without `of` nobody knows how long it will take. */
export function Doing({ children, done, of }: { children: ComponentChildren; done?: number; of?: number }) {
  return (
    <div class="doing">
      <progress aria-label={t("kit.progress")} {...(of === undefined ? {} : { value: done ?? 0, max: of })} />
      <p class="small">{children}</p>
    </div>
  );
}

/** Does something every so often while somebody looks at the page; null: not now. */
export function useEvery(millis: number | null, act: () => unknown) {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (millis === null) return;
    const timer = setInterval(() => { if (!document.hidden) latest.current(); }, millis);
    return () => clearInterval(timer);
  }, [millis]);
}
