// SPDX-License-Identifier: Apache-2.0
// What follows from the profile that holds: which law, what is kept for how long, whether faces are.
import { lasting, seconds } from "../kit/amounts";
import { Facts, Said } from "../kit/show";
import { kindTitle } from "../privacy/retention";
import type { Site } from "../privacy/types";
import { coded, t } from "../words";

export function Follows({ site }: { site: Site }) {
  const channels = site.releaseChannels.map((channel) => coded("privacy", "channel", channel)).join(", ");
  const held = Object.entries(site.retention).filter(([, keep]) => seconds(keep)).map(([kind, keep]) => t("start.follows.keeps", { what: kindTitle(kind), time: lasting(keep) }));
  return (
    <section class="card offer" id="follows" aria-label={t("start.follows")}>
      <h3>{t("start.follows")}</h3>
      <p><strong>{coded("start", "profile", site.name)}</strong></p>
      <Facts of={[
        [t("start.follows.law"), site.regulations.length ? <Said>{site.regulations.map((law) => law.title).join("; ")}</Said> : t("start.follows.noLaw")],
        [t("start.follows.faces"), site.refused.includes("template") ? t("start.follows.facesNot") : t("start.follows.facesBy", { channels })],
        [t("start.follows.kept"), held.join("; ")],
        [t("start.follows.never"), site.refused.map(kindTitle).join(", ")],
      ]} />
    </section>
  );
}
