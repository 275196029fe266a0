// SPDX-License-Identifier: Apache-2.0
// On every page: the gateway is about to restart, and what that means for whoever is at a door.
import { useEffect } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Said, say } from "../kit/show";
import { announce, restart } from "../live/restart";
import { t } from "../words";

export function RestartNotice() {
  const plan = restart.value;
  useEffect(() => {
    if (plan) say(`${t("shell.restartTitle")} ${t("shell.restartWithin", { n: plan.withinSeconds })}`);
  }, [plan]);
  if (!plan) return null;
  return (
    <aside class="restart" id="restart" aria-label={t("shell.restartTitle")}>
      <Icon name="going" size={24} />
      <div>
        <strong>{t("shell.restartTitle")}</strong>
        <p>{t("shell.restartWithin", { n: plan.withinSeconds })} {t("shell.restartAfter")}</p>
        <p class="small"><Said>{plan.reason}</Said></p>
      </div>
      <button type="button" class="second small" onClick={() => announce(null)}>{t("kit.close")}</button>
    </aside>
  );
}
