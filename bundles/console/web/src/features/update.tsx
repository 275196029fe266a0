// SPDX-License-Identifier: Apache-2.0
// Replacing a feature by a jar that lies in the folder updates.
import { useState } from "preact/hooks";
import { size } from "../kit/amounts";
import { Shown, useAsked } from "../kit/asked";
import { Form, Select, text } from "../kit/form";
import { Empty } from "../kit/show";
import { relative, t } from "../words";
import { Meanwhile, type Order } from "./orders";
import type { Feature, UpdateFile } from "./types";

export function Update({ feature, order }: { feature: Feature; order: Order }) {
  const asked = useAsked<UpdateFile[]>("/updates");
  return (
    <Shown of={asked} lines={1}>{(files) => {
      const fitting = files.filter((each) => each.feature === feature.name && each.version !== feature.installed);
      return fitting.length ? <Choose feature={feature} files={fitting} order={order} />
        : <Empty title={t("features.noUpdate")}>{t("features.noUpdateHint", { file: `${feature.name}-VERSION.jar` })} <button type="button" class="link" onClick={() => void asked.again()}>{t("features.lookAgain")}</button></Empty>;
    }}</Shown>
  );
}

function Choose({ feature, files, order }: { feature: Feature; files: UpdateFile[]; order: Order }) {
  const [file, choose] = useState(files[0]?.file ?? "");
  const options = files.map((each) => ({ value: each.file, title: `${each.version ?? "?"}, ${each.file}, ${size(each.bytes)}, ${relative(each.modified)}` }));
  // A refusal is shown with the other orders, so this form does not show it again.
  const send = (typed: FormData) => order("update", { file: text(typed, "file"), ...(feature.live ? {} : { restart: true }) });
  return (
    <Form id="update" deed={t(feature.live ? "features.update" : "features.restartNow")} send={send} keep>
      <Select name="file" label={t("features.updateFile")} hint={t("features.updateFileHint")} options={options} value={file} onChange={choose} />
      {!feature.live && <Meanwhile />}
    </Form>
  );
}
