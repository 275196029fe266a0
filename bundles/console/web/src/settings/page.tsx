// SPDX-License-Identifier: Apache-2.0
// Settings: what there is to set, in the order in which people look for it. Whoever may set nothing
// sees their own account.
import type { PageProps } from "../shell/pages";
import { Head } from "../kit/show";
import { Demo } from "../demo/demo";
import { may } from "../live/house";
import { t } from "../words";
import { AccountDetail } from "./account";
import { AccountsDetail, NewAccount } from "./accounts";
import { Backups } from "./backups";
import { FormDetail } from "./form";
import { History } from "./history";
import { Mine } from "./mine";
import { Outbox } from "./outbox";
import { Overview } from "./overview";
import { Secrets } from "./secrets";

export default function Page({ rest }: PageProps) {
  return (
    <div class="settings">
      <Head title={t("shell.page.settings")} />
      {may("see-house") ? <Overview current={rest} /> : <Mine />}
    </div>
  );
}

export function Detail({ rest }: PageProps) {
  return <div class="settings">{detailOf(rest)}</div>;
}

function detailOf([kind, name, id]: string[]) {
  switch (kind) {
    case "form": return <FormDetail key={`${name}/${id}`} pid={name ?? ""} id={id} />;
    case "history": return <History />;
    case "accounts": return name === undefined ? <AccountsDetail /> : name === "new" ? <NewAccount /> : <AccountDetail key={name} name={name} />;
    case "secrets": return <Secrets />;
    case "backups": return <Backups />;
    case "demo": return <><h2>{t("settings.demo")}</h2><Demo /></>;
    case "outbox": return <Outbox sink={name} />;
    default: return <Mine />;
  }
}
