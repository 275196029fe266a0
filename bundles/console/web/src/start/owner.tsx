// SPDX-License-Identifier: Apache-2.0
// Whose the house is, and what keeps it theirs.
import { Icon } from "../kit/icon";
import { Demo } from "../demo/demo";
import { caller, may } from "../live/house";
import { to } from "../shell/route";
import { t } from "../words";
import { isDone } from "./progress";

export function Owner() {
  if (!isDone("owner")) {
    return (
      <>
        <p>{t("start.owner.box")}</p>
        {may("change-accounts") && <p class="buttons"><a class="second" href={to("settings", ["accounts"])}>{t("start.owner.accounts")}</a></p>}
        <Look />
      </>
    );
  }
  return (
    <>
      <p class="done"><Icon name="good" tone="good" />{t("start.owner.done", { name: caller.value?.subject ?? "" })}</p>
      <section class="card offer">
        <h3>{t("shell.second")}</h3>
        <p>{t("start.owner.second")}</p>
        <p class="buttons"><a class="second" href={to("settings", ["mine"])}>{t("start.owner.secondLink")}</a></p>
      </section>
      <Look />
    </>
  );
}

/** A house to look around in, for whoever has none yet. */
const Look = () => may("demonstrate") ? <section class="card offer"><h3>{t("start.owner.look")}</h3><Demo /></section> : null;
