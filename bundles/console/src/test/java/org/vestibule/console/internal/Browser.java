// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Chromium without a window, worked by the DevTools protocol. One thread. */
final class Browser implements AutoCloseable, WebSocket.Listener {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SAID = "DevTools listening on ";
  private static final String MOUSE = "Input.dispatchMouseEvent";
  private static final long SECONDS = 60;
  private static final String STANDS =
      """
      (() => {
        const target = document.querySelector('%s');
        target.scrollIntoView({ block: 'center' });
        const box = target.getBoundingClientRect(), now = `${box.x} ${box.y}`, before = window.stood;
        window.stood = now;
        return now === before && !document.querySelector('.skeleton');
      })()\
      """;

  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final Process process;
  private final WebSocket socket;
  private final String session;
  private int number;

  Browser(Path folder) throws Exception {
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--lang=en",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--window-size=1280,1000",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("browser"),
                "about:blank")
            .redirectErrorStream(true)
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address()), this)
            .get(SECONDS, TimeUnit.SECONDS);
    String page = "";
    for (JsonNode target : order("", "Target.getTargets", Map.of()).path("targetInfos")) {
      page = target.path("type").asText().equals("page") ? target.path("targetId").asText() : page;
    }
    session =
        order("", "Target.attachToTarget", Map.of("targetId", page, "flatten", true))
            .path("sessionId")
            .asText();
  }

  static boolean installed() {
    return Files.isExecutable(PROGRAM);
  }

  void open(String address) throws Exception {
    order(session, "Page.navigate", Map.of("url", address));
  }

  /** Returns what an expression is, as text. */
  String value(String expression) throws Exception {
    return order(
            session,
            "Runtime.evaluate",
            Map.of("expression", "String(" + expression + ")", "returnByValue", true))
        .path("result")
        .path("value")
        .asText();
  }

  String text(String selector) throws Exception {
    return value("document.querySelector('" + selector + "')?.textContent ?? ''");
  }

  /** Waits until a part of the page says something. */
  void until(String selector, String words) throws Exception {
    until("document.querySelector('%s')?.textContent.includes('%s')".formatted(selector, words));
  }

  /** Waits until an expression is true. */
  void until(String expression) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    while (!value(expression).equals("true")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(expression + " on the page: " + text("#app"));
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Presses a button and lets go of it at once. */
  void tap(String selector) throws Exception {
    Map<String, Object> place = place(selector);
    send(session, MOUSE, with(place, "mousePressed"));
    order(session, MOUSE, with(place, "mouseReleased"));
  }

  /** Keeps a button pressed until a part of the page says something. */
  void keepPressed(String selector, String answering, String words) throws Exception {
    Map<String, Object> place = place(selector);
    order(session, MOUSE, with(place, "mousePressed"));
    until(answering, words);
    order(session, MOUSE, with(place, "mouseReleased"));
  }

  /** Presses the Enter key where the focus is. */
  void enter() throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      Map<String, Object> key = new LinkedHashMap<>();
      key.put("type", type);
      key.put("key", "Enter");
      key.put("code", "Enter");
      key.put("windowsVirtualKeyCode", 13);
      if (type.equals("keyDown")) {
        key.put("text", "\r");
      }
      order(session, "Input.dispatchKeyEvent", key);
    }
  }

  private Map<String, Object> place(String selector) throws Exception {
    // What is still being asked for moves what stands below it; where it stood before is long ago.
    value("delete window.stood");
    until(STANDS.formatted(selector));
    String box = "document.querySelector('" + selector + "').getBoundingClientRect()";
    double x = Double.parseDouble(value(box + ".x + " + box + ".width / 2"));
    double y = Double.parseDouble(value(box + ".y + " + box + ".height / 2"));
    return Map.of("x", x, "y", y, "button", "left", "clickCount", 1);
  }

  private static Map<String, Object> with(Map<String, Object> place, String type) {
    Map<String, Object> event = new LinkedHashMap<>(place);
    event.put("type", type);
    return event;
  }

  private JsonNode order(String to, String method, Map<String, Object> parameters)
      throws Exception {
    send(to, method, parameters);
    while (true) {
      String answer = answers.poll(SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IOException("no answer to " + method);
      }
      JsonNode read = JSON.readTree(answer);
      if (read.path("id").asInt() == number) {
        return read.path("result");
      }
    }
  }

  private void send(String to, String method, Map<String, Object> parameters) throws Exception {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", ++number);
    message.put("method", method);
    message.put("params", parameters);
    if (!to.isEmpty()) {
      message.put("sessionId", to);
    }
    socket.sendText(JSON.writeValueAsString(message), true).get(SECONDS, TimeUnit.SECONDS);
  }

  private String address() throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith(SAID)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("Chromium did not start");
    }
    return line.substring(SAID.length());
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      answers.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() throws Exception {
    List<ProcessHandle> helpers = process.descendants().toList();
    order("", "Browser.close", Map.of());
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    // They may still write into the folder, which is deleted next.
    for (ProcessHandle helper : helpers) {
      helper.destroyForcibly();
      helper.onExit().get(SECONDS, TimeUnit.SECONDS);
    }
  }
}
