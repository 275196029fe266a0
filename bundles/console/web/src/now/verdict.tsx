// SPDX-License-Identifier: Apache-2.0
// The house in one line.
import type { ComponentChildren } from "preact";
import { Icon } from "../kit/icon";
import { Said, stateOf } from "../kit/show";
import { statuses } from "../live/house";
import type { Status } from "../live/types";
import { to } from "../shell/route";
import { many, t } from "../words";

const RANK: Record<Status["state"], number> = { UNAVAILABLE: 0, DEGRADED: 1, STARTING: 2, STOPPED: 3, READY: 4 };
const OFF = RANK.STOPPED;

function worst(): { all: number; ready: number; trouble: [string, Status][] } {
  const all = Object.entries(statuses.value), rank = (status: Status) => RANK[status.state] ?? 0;
  const trouble = all.filter(([, status]) => rank(status) < OFF).sort(([a, x], [b, y]) => rank(x) - rank(y) || a.localeCompare(b));
  return { all: all.length, ready: all.filter(([, status]) => status.state === "READY").length, trouble };
}

export function Verdict() {
  const { all, ready, trouble } = worst(), first = trouble[0], off = all - ready;
  const tone = !all ? "going" : first ? stateOf(first[1].state).tone : "good";
  return (
    <a class="card summary" href={to("health")}>
      <Icon name={tone} size={24} tone={tone} />
      {!all ? <Line words={t("now.partsNone")}>{t("now.partsNoneMore")}</Line>
        : first ? <Line words={many("now.partsTrouble", trouble.length, { all })}>{first[0]}: <Said>{first[1].sentence}</Said></Line>
          : <Line words={many("now.partsReady", ready)}>{t("now.partsReadyMore")}{off ? ` ${many("now.partsOff", off)}` : ""}</Line>}
    </a>
  );
}

const Line = ({ words, children }: { words: string; children: ComponentChildren }) => (
  <span><strong>{words}</strong><span class="quiet small">{children}</span></span>
);
