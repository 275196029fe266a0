// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One page of a browser, as a person uses it: looks, touches, types. Used by one thread. */
public final class Page {
  private static final long PAUSE_MILLIS = 50;

  /** What is looked for to be worked is there by then; a busy machine may need a part of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String MOUSE = "Input.dispatchMouseEvent";

  /** Whether an element is where it was at the look before. */
  private static final String STANDS =
      """
      (() => {
        const target = %s;
        if (!target) return false;
        target.scrollIntoView({ block: 'center' });
        const box = target.getBoundingClientRect(), now = `${box.x} ${box.y}`, before = window.stood;
        window.stood = now;
        return now === before;
      })()\
      """;

  private final DevTools tools;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Page(DevTools tools) throws IOException, InterruptedException {
    this.tools = tools;
    tools.onEvent(this::noted);
    tools.call("Page.enable", Map.of());
    tools.call("Runtime.enable", Map.of());
    tools.call("Log.enable", Map.of());
  }

  private void noted(String method, JsonNode fields) {
    if (method.equals("Runtime.exceptionThrown")) {
      JsonNode details = fields.path("exceptionDetails");
      complaints.add(details.path("exception").path("description").asText(details.toString()));
    } else if (method.equals("Log.entryAdded")
        && fields.path("entry").path("level").asText().equals("error")) {
      complaints.add(
          fields.path("entry").path("text").asText()
              + " "
              + fields.path("entry").path("url").asText());
    }
  }

  /**
   * Returns what the browser complained about: exceptions that nobody caught, what the page's
   * policy refused, answers with an error's status.
   */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Goes to an address and waits until the page and its scripts are there. */
  public void open(URI address) throws IOException, InterruptedException {
    JsonNode went = tools.call("Page.navigate", Map.of("url", address.toString()));
    if (went.has("errorText")) {
      throw new IOException(address + ": " + went.path("errorText").asText());
    }
    until("document.readyState === 'complete'", PATIENCE);
  }

  /**
   * Returns the value of an expression; a promise is waited for.
   *
   * @throws IOException when it throws
   */
  public JsonNode evaluate(String expression) throws IOException, InterruptedException {
    JsonNode got =
        tools.call(
            "Runtime.evaluate",
            Map.of(
                "expression",
                expression,
                "returnByValue",
                true,
                "awaitPromise",
                true,
                "userGesture",
                true));
    if (got.has("exceptionDetails")) {
      JsonNode thrown = got.path("exceptionDetails");
      throw new IOException(
          expression + ": " + thrown.path("exception").path("description").asText("failed"));
    }
    return got.path("result").path("value");
  }

  /**
   * Waits until an expression is true.
   *
   * @throws IOException when it is not within that time; says what the page shows then
   */
  public void until(String expression, Duration most) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!evaluate("Boolean(" + expression + ")").asBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "not within "
                + most.toSeconds()
                + " s: "
                + expression
                + "; complaints "
                + complaints
                + "; the page shows: "
                + evaluate("document.body.innerText").asText());
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Touches the middle of the first element that fits a CSS selector, once it can be touched. */
  public void touch(String selector) throws IOException, InterruptedException {
    JsonNode at = place(selector);
    // Nothing is waited for in between: a press that lasts is another one.
    CompletableFuture<JsonNode> pressed = tools.send(MOUSE, mouse("mousePressed", at));
    tools.call(MOUSE, mouse("mouseReleased", at));
    DevTools.answered(pressed, MOUSE);
  }

  /**
   * Keeps the first element that fits a CSS selector pressed until an expression is true.
   *
   * @throws IOException when it is not within that time
   */
  public void keepPressed(String selector, String expression, Duration most)
      throws IOException, InterruptedException {
    JsonNode at = place(selector);
    tools.call(MOUSE, mouse("mousePressed", at));
    until(expression, most);
    tools.call(MOUSE, mouse("mouseReleased", at));
  }

  private JsonNode place(String selector) throws IOException, InterruptedException {
    String element = "document.querySelector(" + quoted(selector) + ")";
    until(element + "?.getClientRects().length && !" + element + ".disabled", PATIENCE);
    until(STANDS.formatted(element), PATIENCE);
    return evaluate(
        "(()=>{const r="
            + element
            + ".getBoundingClientRect();return {x:r.x+r.width/2,y:r.y+r.height/2}})()");
  }

  private static Map<String, ?> mouse(String type, JsonNode at) {
    return Map.of(
        "type",
        type,
        "x",
        at.path("x").asDouble(),
        "y",
        at.path("y").asDouble(),
        "button",
        "left",
        "clickCount",
        1);
  }

  /** Types a text into what has the focus. */
  public void type(String text) throws IOException, InterruptedException {
    tools.call("Input.insertText", Map.of("text", text));
  }

  /** Presses and releases one key, for example {@code Enter}, {@code Tab}. */
  public void key(String key) throws IOException, InterruptedException {
    String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
    int code = Map.of("Enter", 13, "Tab", 9, "Escape", 27).getOrDefault(key, (int) key.charAt(0));
    for (String type : List.of("keyDown", "keyUp")) {
      tools.call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "text", text, "windowsVirtualKeyCode", code));
    }
  }

  /** Makes the page as large as a device's, in CSS pixels. */
  public void size(int width, int height, boolean touches)
      throws IOException, InterruptedException {
    tools.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", touches));
  }

  /** Lets the system prefer dark or light, and no movement. */
  public void dark(boolean dark) throws IOException, InterruptedException {
    tools.call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Keeps what is to be seen, as PNG. */
  public void screenshot(Path file) throws IOException, InterruptedException {
    JsonNode shot = tools.call("Page.captureScreenshot", Map.of("format", "png"));
    Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
  }

  /** Returns a text as JavaScript writes it. */
  public static String quoted(String text) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
  }
}
