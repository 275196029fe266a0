// SPDX-License-Identifier: Apache-2.0
// The page of whoever lives here, on a phone: who rings, talking, opening.
import { render } from "preact";
import { bring, speak } from "../words";
import { begin } from "./session";
import { Resident } from "./page";

async function start() {
  await Promise.all([speak(), bring(["resident"])]);
  const app = document.getElementById("app");
  if (!app) return;
  app.replaceChildren();
  render(<Resident />, app);
  await begin();
}

void start();
