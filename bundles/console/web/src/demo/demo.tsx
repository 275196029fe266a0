// SPDX-License-Identifier: Apache-2.0
// Demonstration data: what they are, adding them, how far that is, and removing all of them.
import { useEffect, useState } from "preact/hooks";
import { Shown, useAsked, useDeed } from "../kit/asked";
import { Icon } from "../kit/icon";
import { State, Trouble, say } from "../kit/show";
import { refetch } from "../live/house";
import { ask, post } from "../live/rest";
import { changedHere } from "../people/directory";
import { to } from "../shell/route";
import { t } from "../words";

interface DemoData { state: "absent" | "making" | "present" | "removing" | "unfinished"; done?: number; of?: number; left?: string[]; tokenFile?: string }

const PATH = "/demo-data", LOOK_MS = 500;

export function Demo() {
  const asked = useAsked<DemoData>(PATH);
  return <div id="demo"><p>{t("settings.demo.what")}</p><Shown of={asked} lines={2}>{(data) => <Now data={data} again={asked.again} />}</Shown></div>;
}

const isGoing = (data: DemoData) => data.state === "making" || data.state === "removing";

function Now({ data, again }: { data: DemoData; again: () => Promise<void> }) {
  const [left, setLeft] = useState<string[]>([]);
  const deed = async (order: () => Promise<DemoData>, said: string) => {
    try {
      setLeft((await order()).left ?? []);
      say(said);
    } finally {
      refetch();
      await Promise.all([changedHere(), again()]);
    }
  };
  const making = useDeed(() => deed(() => post<DemoData>(PATH), t("settings.demo.added")));
  const removing = useDeed(() => deed(() => ask<DemoData>(PATH, { method: "DELETE" }), t("settings.demo.removed")));
  const busy = making.busy || removing.busy || isGoing(data), far = useFar(busy, data);
  // Somebody else ordered it, or this page before it was left.
  useEffect(() => { if (isGoing(data) && !isGoing(far) && !making.busy && !removing.busy) void again(); }, [far.state]);
  return (
    <>
      {data.state === "present" && <Here tokenFile={data.tokenFile ?? ""} />}
      {data.state === "unfinished" && <p class="notice"><Icon name="warn" size={16} />{t("settings.demo.unfinished")}</p>}
      {left.length > 0 && <p class="notice" role="status"><Icon name="warn" size={16} />{t("settings.demo.left", { which: left.join(", ") })}</p>}
      <p role="status">{busy && <Far of={far} />}</p>
      {making.problem && <Trouble problem={making.problem} />}
      {removing.problem && <Trouble problem={removing.problem} />}
      <p class="buttons">
        {data.state === "absent" || data.state === "making"
          ? <button type="button" class="second" id="demo-add" aria-disabled={busy || undefined} onClick={() => { if (!busy) void making.run(); }}>{t("settings.demo.add")}</button>
          : <button type="button" class="second" id="demo-remove" aria-disabled={busy || undefined} onClick={() => { if (!busy) void removing.run(); }}>{t("settings.demo.remove")}</button>}
      </p>
    </>
  );
}

/** Asks how far it is, as long as it goes on. */
function useFar(busy: boolean, data: DemoData): DemoData {
  const [far, set] = useState(data);
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void ask<DemoData>(PATH).then(set).catch(() => null), LOOK_MS);
    return () => clearInterval(timer);
  }, [busy]);
  return far;
}

function Far({ of }: { of: DemoData }) {
  if (of.of === undefined) return <State tone="going" word={t("settings.demo.begins")} />;
  const far = { n: of.done ?? 0, all: of.of };
  return <State tone="going" word={t(of.state === "removing" ? "settings.demo.removing" : "settings.demo.making", far)} />;
}

function Here({ tokenFile }: { tokenFile: string }) {
  return (
    <>
      <p class="done"><Icon name="good" tone="good" />{t("settings.demo.here")}</p>
      <p class="buttons"><a class="second small" href={to("people")}>{t("shell.page.people")}</a><a class="second small" href={to("doors")}>{t("shell.page.doors")}</a></p>
      <details class="fold">
        <summary>{t("settings.demo.ring")}</summary>
        <ol class="pairing">
          <li>{t("doors.wizard.panelOpen")} <code>{`${location.origin}/panel`}</code></li>
          <li>{t("doors.wizard.panelName")} <code>demo-station</code></li>
          <li>{t("doors.wizard.panelToken")} <code>{tokenFile}</code></li>
        </ol>
      </details>
    </>
  );
}
