// SPDX-License-Identifier: Apache-2.0
// Setting up one's second factor: a picture to scan, a code to prove it, recovery codes shown once.
import { useState } from "preact/hooks";
import { useDeed } from "../kit/asked";
import { CopyButton, Field, Form, text } from "../kit/form";
import { Section, Trouble } from "../kit/show";
import { post } from "../live/rest";
import { t } from "../words";

interface Begun { address: string; svg: string }

export function SecondFactor() {
  const [begun, setBegun] = useState<Begun | null>(null), [codes, setCodes] = useState<string[]>([]);
  const begin = useDeed(async () => setBegun(await post<Begun>("/account/second-factor")));
  const confirm = async (typed: FormData) => {
    setCodes((await post<{ recoveryCodes: string[] }>("/account/second-factor/confirm", { code: text(typed, "code") })).recoveryCodes);
    setBegun(null);
  };
  return (
    <Section title={t("shell.second")} hint={t("settings.factorHint")}>
      {codes.length > 0 ? <Recovery codes={codes} /> : begun ? <><Scan begun={begun} />
        <Form deed={t("settings.factorTurnOn")} send={confirm} onCancel={() => setBegun(null)}>
          <Field name="code" label={t("settings.factorCode")} inputMode="numeric" autocomplete="one-time-code" maxLength={10} />
        </Form></> : <>{begin.problem && <Trouble problem={begin.problem} />}
        <p class="buttons"><button type="button" class="second" aria-disabled={begin.busy || undefined} onClick={() => void begin.run()}>{t("settings.factorSetUp")}</button></p></>}
    </Section>
  );
}

function Scan({ begun }: { begun: Begun }) {
  const secret = new URL(begun.address).searchParams.get("secret") ?? "";
  return (
    <div class="scan">
      <p>{t("settings.factorScan")}</p>
      <QrCode svg={begun.svg} />
      <p>{t("settings.factorKey")} <code>{secret.replace(/(.{4})/g, "$1 ").trim()}</code></p>
      <p class="small"><a href={begun.address}>{t("settings.factorOpen")}</a></p>
    </div>
  );
}

/** Draws the gateway's picture: its outlines are taken over, and nothing else that may stand in it. */
function QrCode({ svg }: { svg: string }) {
  const drawn = new DOMParser().parseFromString(svg, "image/svg+xml");
  const paths = [...drawn.querySelectorAll("path")].map((path) => ({ d: path.getAttribute("d") ?? "", fill: path.getAttribute("fill") ?? "#000" }));
  return <svg class="qr" viewBox={drawn.documentElement.getAttribute("viewBox") ?? ""} shape-rendering="crispEdges" role="img" aria-label={t("settings.factorPicture")}>
    {paths.map((path) => <path key={path.fill} d={path.d} fill={path.fill} />)}</svg>;
}

function Recovery({ codes }: { codes: string[] }) {
  return <div class="once card" role="status"><p>{t("settings.recovery")}</p><pre>{codes.join("\n")}</pre><CopyButton words={codes.join("\n")} /></div>;
}
