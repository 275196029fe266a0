// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

/** What somebody does on the page of a sample console: goes, types, presses, chooses files. */
final class Hands {
  private final Browser browser;
  private final SampleConsole console;

  Hands(Browser browser, SampleConsole console) {
    this.browser = browser;
    this.console = console;
  }

  /** Logs in and goes to a place of the page. */
  void open(String token, String place) throws Exception {
    browser.open("http://127.0.0.1:" + console.port() + "/#token=" + token);
    browser.until(".live", "Live");
    go(place);
  }

  void go(String place) throws Exception {
    browser.value("location.hash = '#/" + place + "'");
  }

  void fill(String selector, String words) throws Exception {
    fill(selector, words, "input");
  }

  void fill(String selector, String words, String event) throws Exception {
    browser.value(
        "(() => { const at = document.querySelector('%s'); at.value = '%s'; %s })()"
            .formatted(selector, words, tell(event)));
  }

  void click(String selector) throws Exception {
    browser.value("document.querySelector('" + selector + "').click()");
  }

  void submit(String form) throws Exception {
    browser.value("document.querySelector('" + form + "').requestSubmit()");
  }

  /** Chooses files, which are an array in the page's own language. */
  void choose(String selector, String files) throws Exception {
    browser.value(
        ("(() => { const at = document.querySelector('%s'), all = new DataTransfer();"
                + " for (const file of %s) all.items.add(file);"
                + " at.files = all.files; %s })()")
            .formatted(selector, files, tell("change")));
  }

  private static String tell(String event) {
    return "at.dispatchEvent(new Event('" + event + "', { bubbles: true }));";
  }
}
