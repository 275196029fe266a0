// SPDX-License-Identifier: Apache-2.0
// Health: what needs somebody, what the last hour was like, and what to hand to whoever helps.
import { Head } from "../kit/show";
import type { PageProps } from "../shell/pages";
import { t } from "../words";
import { Diagnostics, Gateway, Outbox } from "./around";
import { Part } from "./part";
import { Parts, Verdict } from "./parts";
import { Trends } from "./trends";

export default function Page() {
  return (
    <>
      <Head title={t("shell.page.health")} />
      <Verdict />
      <div class="columns">
        <div><Parts /><Outbox /><Gateway /><Diagnostics /></div>
        <Trends />
      </div>
    </>
  );
}

export function Detail({ rest }: PageProps) {
  return <Part key={rest[0]} name={rest[0] ?? ""} />;
}
