// SPDX-License-Identifier: Apache-2.0
// Where the page begins.
import { render } from "preact";
import { connect } from "./live/house";
import { post, problemOf, type Problem } from "./live/rest";
import { carried } from "./shell/entrance";
import { fetchPart, PAGES } from "./shell/pages";
import { place } from "./shell/route";
import { Shell } from "./shell/shell";
import { speak } from "./words";

async function begin() {
  const given = /^#(token|setup)=(.+)$/.exec(location.hash);
  let problem: Problem | null = null;
  if (given) {
    // A secret does not stay in the address.
    history.replaceState(null, "", "/");
    const secret = decodeURIComponent(given[2]!);
    if (given[1] === "setup") carried.code = secret;
    else problem = await post("/session", { token: secret }).then(() => null, problemOf);
  }
  const asked = connect(problem), words = speak();
  // The page that will be shown is fetched while the house is asked; where that fails, whoever shows it asks again.
  void fetchPart(PAGES.find((page) => page.key === place.value.page) ?? PAGES[0]!).catch(() => null);
  // The frame of index.html stands until there is something to fill it with: drawn once, not twice.
  await Promise.all([words, asked]);
  const app = document.getElementById("app")!;
  app.replaceChildren();
  render(<Shell />, app);
}

void begin();
