// SPDX-License-Identifier: Apache-2.0
// The forms in front of the house: log-in by name or by the box's token, and making the first owner.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Field, text } from "../kit/form";
import { Icon, Mark } from "../kit/icon";
import { useDeed } from "../kit/asked";
import { Trouble } from "../kit/show";
import { connect, door } from "../live/house";
import { post, type Problem } from "../live/rest";
import { t, type Key } from "../words";
import { go, to } from "./route";

/** What a link of the gateway's own start carried: #token=... or #setup=... */
export const carried = { code: "" };

type Kind = "owner" | "name" | "token";

export function Entrance() {
  const [kind, setKind] = useState<Kind>(carried.code || !door.value.owned ? "owner" : "name");
  const Asked = { owner: Owner, name: Named, token: ByToken }[kind];
  return <main class="app logged-out"><Asked key={kind} other={setKind} /></main>;
}

interface FrontProps { title: string; deed: string; send: (typed: FormData) => Promise<unknown>; children: ComponentChildren; other: ComponentChildren; /** What follows; without it the house. */ done?: () => Promise<void> }
const ASKS: Record<string, Key> = { "login-refused": "shell.loginRefused", "second-factor-needed": "shell.secondNeeded",
  "second-factor-wrong": "shell.secondWrong", "setup-code-wrong": "shell.codeWrong" };

function Front({ title, deed, send, children, other, done = connect, onProblem }: FrontProps & { onProblem?: (problem: Problem) => void }) {
  const place = useRef<HTMLFormElement>(null);
  const doing = useDeed(send), problem = doing.problem ?? door.value.problem, words = problem?.code && ASKS[problem.code];
  useEffect(() => { place.current?.querySelector<HTMLInputElement>("input:placeholder-shown, input")?.focus(); }, []);
  useEffect(() => {
    if (doing.problem) onProblem?.(doing.problem);
    if (doing.problem) place.current?.querySelector<HTMLInputElement>("[data-second] input, input[type=password], input")?.focus();
  }, [doing.problem]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await doing.run(new FormData(place.current!))) {
      carried.code = "";
      await done();
    }
  };
  return (
    <form class="card login" id="login" ref={place} onSubmit={(event) => void submit(event)}>
      <Mark size={48} />
      <h1>{title}</h1>
      {children}
      {problem && (words ? <p class="error" role="alert"><Icon name="bad" />{t(words)}</p> : <Trouble problem={problem} />)}
      <button type="submit" class="first" aria-disabled={doing.busy || undefined}>{deed}</button>
      <p class="small quiet">{other}</p>
    </form>
  );
}

const Way = ({ say, go }: { say: Key; go: () => void }) => <button type="button" class="link" onClick={go}>{t(say)}</button>;

const Named = ({ other }: { other: (kind: Kind) => void }) => <ByName other={<Way say="shell.byToken" go={() => other("token")} />} />;

/** Log-in by name and password, and a second factor where the account has one. */
export function ByName({ other, done }: { other: ComponentChildren; done?: () => Promise<void> }) {
  const [second, setSecond] = useState(false);
  const send = (typed: FormData) => post("/session", { name: text(typed, "name"), password: String(typed.get("password")), secondFactor: text(typed, "second") || null });
  return (
    <Front title="Vestibule" deed={t("shell.logIn")} send={send} other={other} {...(done ? { done } : {})}
      onProblem={(problem) => { if (problem.code === "second-factor-needed") setSecond(true); }}>
      <Field name="name" label={t("shell.name")} autocomplete="username" maxLength={128} />
      <Field name="password" label={t("shell.password")} type="password" autocomplete="current-password" />
      {second && <div data-second=""><Field name="second" label={t("shell.second")} required={false} autocomplete="one-time-code" inputMode="numeric" /></div>}
    </Front>
  );
}

function ByToken({ other }: { other: (kind: Kind) => void }) {
  return (
    <Front title="Vestibule" deed={t("shell.logIn")} send={(typed) => post("/session", { token: text(typed, "token") })} other={<Way say="shell.byName" go={() => other("name")} />}>
      <p class="quiet">{t("shell.tokenHint")}</p>
      <Field name="token" label={t("shell.token")} type="password" autocomplete="off" />
    </Front>
  );
}

/** Whoever has just made the house theirs is shown the first steps, this once. */
function begin(): Promise<void> {
  go(to("start"));
  return connect();
}

function Owner({ other }: { other: (kind: Kind) => void }) {
  const send = (typed: FormData) => post("/setup", { code: text(typed, "code"), name: text(typed, "name"), password: String(typed.get("password")) });
  return (
    <Front title={t("shell.whose")} deed={t("shell.makeOwner")} send={send} done={begin} other={<Way say="shell.byToken" go={() => other("token")} />}>
      <p class="quiet">{t("shell.ownerHint")}</p>
      <Field name="code" label={t("shell.code")} defaultValue={carried.code} autocomplete="off" />
      <Field name="name" label={t("shell.name")} autocomplete="username" maxLength={128} />
      <Field name="password" label={t("shell.password")} hint={t("shell.passwordHint")} type="password" autocomplete="new-password" minLength={12} />
    </Front>
  );
}
