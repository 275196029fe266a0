// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Chromium as a process of its own, without a window: Debian's package {@code chromium}. It keeps
 * everything in one folder, asks nobody outside for anything, and is gone when it is closed.
 * Thread-safe.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration START = Duration.ofSeconds(60);
  private static final int END_SECONDS = 5;
  private static final int KILLED_SECONDS = 10;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  private Chromium(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Returns the program, if this machine has it. */
  public static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts a browser.
   *
   * @param folder for its profile and its log; new to it
   * @param media its camera and microphone
   * @param options further ones of the command line, for example {@code
   *     --ignore-certificate-errors}
   * @throws IOException when it is not installed, or does not start within a minute
   */
  public static Chromium start(Path folder, FakeMedia media, String... options)
      throws IOException, InterruptedException {
    Path program = installed().orElseThrow(() -> new IOException("chromium is not installed"));
    Path profile = Files.createDirectories(folder.resolve("profile"));
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(
        List.of(
            "--headless=new",
            // The tests' container is the sandbox: without one of its own it starts as root, too.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--metrics-recording-only",
            "--mute-audio",
            "--autoplay-policy=no-user-gesture-required",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile));
    command.addAll(media.options());
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    try {
      return new Chromium(process, port(process, profile.resolve("DevToolsActivePort"), folder));
    } catch (IOException | InterruptedException e) {
      end(process);
      throw e;
    }
  }

  /** The browser writes its port there once it listens. */
  private static int port(Process process, Path file, Path folder)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() > 1) {
          return Integer.parseInt(lines.get(0));
        }
      }
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    String log = Files.readString(folder.resolve("chromium.log"));
    throw new IOException(
        "Chromium did not start: " + log.substring(Math.max(0, log.length() - 2000)));
  }

  /** Opens a page of its own; closing the browser closes it. */
  public Page page() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
            .timeout(START)
            .PUT(BodyPublishers.noBody())
            .build();
    String answer = client.send(request, BodyHandlers.ofString()).body();
    JsonNode target = new ObjectMapper().readTree(answer);
    URI socket = URI.create(target.path("webSocketDebuggerUrl").asText());
    return new Page(DevTools.connect(client, socket));
  }

  @Override
  public void close() {
    end(process);
  }

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    // Whoever still ends writes into the folder that is deleted next.
    Stream<CompletableFuture<?>> ends =
        Stream.concat(Stream.of(process.toHandle()), children.stream()).map(ProcessHandle::onExit);
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, KILLED_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
