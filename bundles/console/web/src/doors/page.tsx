// SPDX-License-Identifier: Apache-2.0
// Doors with their stations and readers as one tree, and beside it one of them.
import { Head } from "../kit/show";
import type { PageProps } from "../shell/pages";
import { t } from "../words";
import { DoorDetail } from "./door";
import { Pair } from "./pair";
import { ReaderDetail } from "./reader";
import { StationDetail } from "./station";
import { Tree } from "./tree";
import { Wizard } from "./wizard/wizard";

export default function Page({ rest }: PageProps) {
  const [first, second, third] = rest;
  if (first === "new") return <Wizard />;
  if (first === "pair" && second && third) return <Pair left={second} right={third} />;
  return (
    <>
      <Head title={t("shell.page.doors")} />
      <Tree rest={rest} />
    </>
  );
}

export function Detail({ rest }: PageProps) {
  const [first = "", second = ""] = rest;
  if (first === "station") return <StationDetail key={second} id={second} />;
  if (first === "reader") return <ReaderDetail key={second} name={second} />;
  return <DoorDetail key={first} id={first} />;
}
