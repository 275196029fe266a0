// SPDX-License-Identifier: Apache-2.0
import { lasting, seconds } from "../kit/amounts";
import { Shown, useAsked } from "../kit/asked";
import { Empty, Facts, Said, Section } from "../kit/show";
import { coded, day, t } from "../words";
import { kindTitle } from "./retention";
import type { Regulation, Site } from "./types";

export function SiteDetail() {
  const asked = useAsked<Site>("/site");
  return (
    <article class="story">
      <h2>{t("privacy.site")}</h2>
      <Shown of={asked}>{(site) => (
        <>
          <p><strong><Said>{site.title}</Said></strong> (<code>{site.name}</code>)</p>
          <Facts of={[
            [t("privacy.channels"), site.releaseChannels.map((channel) => coded("privacy", "channel", channel)).join(", ")],
            [t("privacy.neverKeptHere"), site.refused.map(kindTitle).join(", ")],
            [t("privacy.inactivity"), seconds(site.inactivity) ? t("privacy.after", { time: lasting(site.inactivity) }) : t("privacy.never")],
            [t("privacy.erasureDelay"), seconds(site.erasureDelay) ? t("privacy.after", { time: lasting(site.erasureDelay) }) : t("privacy.atOnce")],
            [t("privacy.otherProfiles"), site.profiles.filter((name) => name !== site.name).join(", ")],
          ]} />
          <Section title={t("privacy.laws")} hint={t("privacy.lawsHint")}>
            {site.regulations.length ? <ul class="list">{site.regulations.map((law) => <Law key={law.id} law={law} />)}</ul>
              : <Empty title={t("privacy.noLaw")}>{t("privacy.noLawHint")}</Empty>}
          </Section>
        </>
      )}</Shown>
    </article>
  );
}

function Law({ law }: { law: Regulation }) {
  return (
    <li class="law">
      <strong><Said>{law.title}</Said></strong>
      <p class="small quiet">{law.applies ? t("privacy.appliesFrom", { day: day(law.applies) }) : t("privacy.notSettled")} {t("privacy.readIn", { source: law.source, day: day(law.asOf) })}</p>
    </li>
  );
}
