// SPDX-License-Identifier: Apache-2.0
// What stands beside the parts: models, updates, the outbox, the gateway itself, diagnostics.
import { Shown, useAsked } from "../kit/asked";
import { Icon } from "../kit/icon";
import { Empty, Facts, Said, Section, Table, Time } from "../kit/show";
import { bundles, doors, gateway, may, models, people } from "../live/house";
import { to } from "../shell/route";
import { many, number, span, t } from "../words";

const SERVING = ["ACTIVE", "WATCHED", "CANARY", "COMPANION"];

/** Models, updates and bundles, a line each; the page Features has the rest. */
export function Lines() {
  const serving = models.value.filter((model) => SERVING.includes(model.state)).length;
  const trouble = models.value.filter((model) => model.problem).length;
  const active = bundles.value.filter((bundle) => bundle.state === "ACTIVE").length, all = bundles.value.length;
  return (
    <ul class="list health-lines">
      <li><Icon name={trouble ? "warn" : serving ? "good" : "calm"} tone={trouble ? "warn" : serving ? "good" : "calm"} />
        <a href={to("features")}>{serving ? many("health.models", serving) : t("health.modelsNone")}{trouble ? `, ${many("health.modelsTrouble", trouble)}` : ""}</a></li>
      <Updates />
      {all > 0 && <li><Icon name={active === all ? "good" : "warn"} tone={active === all ? "good" : "warn"} />
        <a href={to("features")}>{many("health.bundles", all, { active: number(active) })}</a></li>}
    </ul>
  );
}

interface Feature { name: string; installed: string; available: string[] }

const newer = (version: string, than: string) => version.localeCompare(than, "en", { numeric: true }) > 0;

/** Whether a newer version lies here, or is being put in; nothing where nobody keeps features. */
function Updates() {
  const told = useAsked<{ progress: string; features: Feature[] }>("/features").value;
  if (!told) return null;
  const waiting = told.features.filter(({ installed, available }) => installed && available.some((version) => newer(version, installed))).length;
  return (
    <li><Icon name={told.progress ? "going" : waiting ? "calm" : "good"} tone={told.progress ? "going" : waiting ? "calm" : "good"} />
      <a href={to("features")}>{told.progress ? <Said>{told.progress}</Said> : waiting ? many("health.updates", waiting) : t("health.updatesNone")}</a></li>
  );
}

interface Depth { sink: string; open: boolean; waiting: number; oldest?: string; lost: number; dead: number }

export function Outbox() {
  const asked = useAsked<{ sinks: Depth[] }>("/outbox");
  const nothing = <Empty title={t("health.outboxEmpty")}>{t("health.outboxEmptyHint")}</Empty>;
  if (asked.problem?.status === 403) return null;
  return (
    <Section title={t("health.outbox")}>
      {asked.problem?.code === "service-missing" ? nothing
        : <Shown of={asked}>{({ sinks }) => sinks.length ? <Depths sinks={sinks} /> : nothing}</Shown>}
    </Section>
  );
}

function Depths({ sinks }: { sinks: Depth[] }) {
  const waiting = sinks.reduce((all, sink) => all + sink.waiting, 0);
  return (
    <>
      <p>{waiting ? many("health.outboxWaits", waiting) : t("health.outboxNothing")}</p>
      <Table label={t("health.outbox")} columns={[{ name: t("health.outboxSystem") }, { name: t("health.outboxWaiting"), num: true },
        { name: t("health.outboxOldest"), num: true }, { name: t("health.outboxLost"), num: true, wide: true }, { name: t("health.outboxDead"), num: true }]}
        rows={sinks.map((sink) => ({ key: sink.sink, cells: [sink.sink, number(sink.waiting), sink.oldest ? <Time at={sink.oldest} /> : "–", number(sink.lost), number(sink.dead)] }))} />
    </>
  );
}

export function Gateway() {
  const { version, uptimeSeconds } = gateway.value;
  return (
    <Section title={t("health.gateway")}>
      <Facts of={[[t("health.version"), version], [t("health.running"), span(uptimeSeconds)],
        [t("health.enrolled"), many("health.enrolled", people.value)], [t("health.doors"), number(doors.value.length)]]} />
      <Lines />
    </Section>
  );
}

export function Diagnostics() {
  if (!may("change-features")) return null;
  return (
    <Section title={t("health.diagnostics")} hint={t("health.diagnosticsHint")}>
      <div class="diagnostics">
        <p>{t("health.diagnosticsIn")}</p>
        <p>{t("health.diagnosticsOut")}</p>
        <p class="buttons"><a id="diagnostics" class="second" href="/api/diagnostics" download="vestibule-diagnostics.zip"><Icon name="download" />{t("health.diagnosticsDeed")}</a></p>
      </div>
    </Section>
  );
}
