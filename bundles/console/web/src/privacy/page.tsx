// SPDX-License-Identifier: Apache-2.0
// What is kept, for how long and by which law; what left the building; and the proof of it.
import { Shown, useAsked } from "../kit/asked";
import { size } from "../kit/amounts";
import { Icon } from "../kit/icon";
import { Empty, Head, Section, Time, type Tone } from "../kit/show";
import { may } from "../live/house";
import { to } from "../shell/route";
import type { PageProps } from "../shell/pages";
import { coded, many, t, type Key } from "../words";
import { AuditDetail } from "./audit";
import { EgressDetail } from "./egress";
import { PaperDetail } from "./paper";
import { ReceiptsDetail } from "./receipts";
import { RetentionDetail } from "./retention";
import { SignOffDetail, useDrift } from "./sign-off";
import { SiteDetail } from "./site";
import { isPaper, PAPERS, type Egress } from "./types";

export default function Page({ rest }: PageProps) {
  return (
    <>
      <Head title={t("shell.page.privacy")} />
      <Promise />
      <div class="columns">
        <Papers rest={rest} />
        <Section title={t("privacy.keeping")}>
          <ul class="list">
            <Row place={["egress"]} rest={rest} title="privacy.egress" more={t("privacy.egressHint")} />
            <Row place={["retention"]} rest={rest} title="privacy.retention" more={t("privacy.retentionHint")} />
            <Row place={["site"]} rest={rest} title="privacy.site" more={t("privacy.siteHint")} />
            {may("see-audit") && <Row place={["audit"]} rest={rest} title="privacy.audit" more={t("privacy.auditHint")} />}
            <Row place={["receipts"]} rest={rest} title="privacy.receipts" more={t("privacy.receiptsHint")} />
          </ul>
        </Section>
      </div>
    </>
  );
}

export function Detail({ rest }: PageProps) {
  const [kind, name = ""] = rest;
  if (kind === "egress") return <EgressDetail />;
  if (kind === "retention") return <RetentionDetail />;
  if (kind === "site") return <SiteDetail />;
  if (kind === "audit" && may("see-audit")) return <AuditDetail />;
  if (kind === "receipts") return <ReceiptsDetail />;
  if (kind === "sign-off") return <SignOffDetail />;
  if (kind === "paper" && isPaper(name)) return <PaperDetail key={name} kind={name} />;
  return <Empty title={t("privacy.lost")}>{t("privacy.goneHint")}</Empty>;
}

interface RowProps { place: string[]; rest: string[]; title?: Key; words?: string; more?: string; tone?: Tone }
function Row({ place, rest, title, words, more, tone }: RowProps) {
  return (
    <li><a class="row" href={to("privacy", place)} aria-current={place.join("/") === rest.join("/") ? "true" : undefined}>
      <Icon name={tone ?? "right"} {...(tone ? { tone } : {})} />
      <span class="what">{title ? t(title) : words}</span>
      {more && <span class="more">{more}</span>}
    </a></li>
  );
}

/** The one figure that matters most: sound and pictures that left the building. None should. */
function Promise() {
  const asked = useAsked<Egress>("/egress");
  return (
    <Shown of={asked} lines={1}>{({ rawMediaBytes, since }) => (
      <a class="card summary" id="promise" href={to("privacy", ["egress"])}>
        <Icon name={rawMediaBytes ? "bad" : "good"} size={24} tone={rawMediaBytes ? "bad" : "good"} />
        <span><strong>{t("privacy.rawLeft", { size: size(rawMediaBytes) })}</strong>
          <span class="quiet small">{t(rawMediaBytes ? "privacy.rawBroken" : "privacy.rawKept")} {t("privacy.countedSince")} <Time at={since} />.</span></span>
      </a>
    )}</Shown>
  );
}

function Papers({ rest }: { rest: string[] }) {
  const asked = useDrift();
  return (
    <Section title={t("privacy.papers")} hint={t("privacy.papersHint")}>
      <Shown of={asked}>{({ drift, lastSignOff }) => (
        <ul class="list">
          <Row place={["sign-off"]} rest={rest} tone={lastSignOff && !drift.length ? "good" : "warn"}
            words={!lastSignOff ? t("privacy.neverSigned") : drift.length ? many("privacy.drifted", drift.length) : t("privacy.signed")}
            more={lastSignOff ? t("privacy.signedBy", { who: lastSignOff.by }) : t("privacy.signHint")} />
          {PAPERS.map((kind) => <Row key={kind} place={["paper", kind]} rest={rest} words={coded("privacy", "paper", kind)} more={coded("privacy", "paperHint", kind)} />)}
        </ul>
      )}</Shown>
    </Section>
  );
}
