// SPDX-License-Identifier: Apache-2.0
// The frame: the rail, one main column, one detail pane.
import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon, Mark } from "../kit/icon";
import { News, Skeleton, useTitle, useWide } from "../kit/show";
import { door, logOut, openVisits, ready, silentAlarms } from "../live/house";
import { HouseNews } from "../now/news";
import { many, t } from "../words";
import { Entrance } from "./entrance";
import { fetchPart, pages, parts, UNLISTED, type Page, type PageModule, type PageProps } from "./pages";
import { RestartNotice } from "./restart";
import { place, to } from "./route";

export function Shell() {
  if (door.value.open) return <Entrance />;
  if (!ready.value) return <main class="main"><Skeleton /></main>;
  return <House />;
}

/** How many of the pages a phone's bar has room for; the others are behind More. */
const TABS = 5;

function House() {
  const { page: wanted, rest } = place.value, all = pages();
  const page = [...all, ...UNLISTED].find((each) => each.key === wanted) ?? all[0]!;
  const module = usePage(page), wide = useWide(), detail = page.detail?.(rest) && module?.Detail;
  useTitle(t(page.title));
  const pane = useArrival(page.key, rest, wide);
  const Main = module?.default as ComponentType<PageProps> | undefined, Detail = detail || undefined;
  // Where a detail is all that is seen it is what the page is about.
  const alone = !!Detail && !wide;
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); (alone ? pane.current : document.getElementById("main"))?.focus(); }}>{t("shell.skip")}</a>
      <RestartNotice />
      <div class={`app${detail ? " has-detail page-detail" : ""}`}>
        <Rail all={all} current={page.key} />
        <div id="main" class="main" role={alone ? undefined : "main"} tabIndex={-1} key={page.key}>{Main ? <Main rest={rest} /> : <Skeleton />}</div>
        {Detail && <div class="detail" role={alone ? "main" : "complementary"} aria-label={t("shell.detail")} tabIndex={-1} ref={pane}>
          {alone && <h1 class="unseen">{t(page.title)}</h1>}
          <a class="back" href={to(page.key, [], Object.fromEntries(place.value.query))}><Icon name="left" size={16} />{t(page.title)}</a>
          <Detail rest={rest} />
        </div>}
      </div>
      <HouseNews page={page.key} />
      <News />
    </>
  );
}

/** Loads a page's part once; one that is here already is drawn at once. */
function usePage(page: Page): PageModule | undefined {
  const module = parts.value[page.key];
  useEffect(() => {
    if (!module) void fetchPart(page);
  }, [page]);
  return module;
}

/** Whoever opens a detail on a phone begins at its top, with the keyboard in it. */
function useArrival(page: string, rest: string[], wide: boolean) {
  const pane = useRef<HTMLDivElement>(null), first = useRef(true), where = [page, ...rest].join("/");
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    pane.current?.scrollTo(0, 0);
    if (!wide || !pane.current) scrollTo(0, 0);
    if (!wide) pane.current?.focus({ preventScroll: true });
  }, [where]);
  return pane;
}

function Rail({ all, current }: { all: Page[]; current: string }) {
  const [more, setMore] = useState(false);
  useEffect(() => setMore(false), [current]);
  const link = (page: Page, wide: boolean) => (
    <a key={page.key} class={wide ? "wide-only" : undefined} href={to(page.key)} aria-current={page.key === current ? "page" : undefined}>
      <Icon name={page.icon} size={22} />{t(page.title)}{page.key === "now" && <Count />}
    </a>
  );
  return (
    <nav class="rail" aria-label={t("shell.pages")}>
      <span class="mark"><Mark size={32} alt="Vestibule" /></span>
      {all.map((page, n) => link(page, all.length > TABS && n >= TABS - 1))}
      {all.length > TABS && <button type="button" class="narrow-only" aria-expanded={more} aria-controls="more" onClick={() => setMore(!more)}>
        <Icon name="more" size={22} />{t("shell.more")}</button>}
      <div id="more" class={`more-pages${more ? " open" : ""}`}>{all.slice(TABS - 1).map((page) => link(page, false))}
        <button type="button" onClick={() => void logOut()}><Icon name="out" size={22} />{t("shell.logOut")}</button></div>
      <span class="push" />
      <button id="out" type="button" class={all.length > TABS ? "wide-only" : undefined} onClick={() => void logOut()}><Icon name="out" size={22} />{t("shell.logOut")}</button>
    </nav>
  );
}

function Count() {
  const open = openVisits.value.length + silentAlarms.value.length;
  return open ? <span class="count" aria-label={many("shell.open", open)}>{open}</span> : null;
}
