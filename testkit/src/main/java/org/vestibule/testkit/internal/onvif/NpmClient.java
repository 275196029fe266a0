// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * ONVIF clients that nobody here wrote, as processes: npm:onvif and npm:node-onvif, at the versions
 * that {@code onvif/package-lock.json} pins. Used by one thread.
 */
public final class NpmClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "onvif.mjs", "node-onvif.mjs");

  private final LinkedBlockingQueue<JsonNode> seen = new LinkedBlockingQueue<>();
  private final Process process;

  private NpmClient(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "npm-onvif-reader");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Fetches both clients into a folder, once.
   *
   * @return whether they are there; not where npm is missing or cannot fetch
   */
  public static boolean fetch(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (String file : FILES) {
      try (InputStream in = NpmClient.class.getResourceAsStream("/onvif/" + file)) {
        Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (Files.exists(folder.resolve("node_modules/onvif/package.json"))) {
      return true;
    }
    try {
      return new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.log").toFile())
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts npm:onvif, which looks at everything and then waits for events. */
  public static NpmClient onvif(Path folder, URI device, String user, String password, Login login)
      throws IOException {
    String port = Integer.toString(device.getPort());
    String how = login == Login.HTTP_DIGEST ? "digest" : "token";
    return start(
        folder, "onvif.mjs", device.getHost(), port, device.getPath(), user, password, how);
  }

  /** Starts npm:node-onvif, which looks at everything, fetches a snapshot and ends. */
  public static NpmClient nodeOnvif(Path folder, URI device, String user, String password)
      throws IOException {
    return start(folder, "node-onvif.mjs", device.toString(), user, password);
  }

  private static NpmClient start(Path folder, String script, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("node", "--no-deprecation"));
    command.add(folder.resolve(script).toString());
    command.add(folder.toString());
    command.addAll(List.of(arguments));
    return new NpmClient(
        new ProcessBuilder(command)
            .redirectError(folder.resolve(script + ".log").toFile())
            .start());
  }

  /**
   * Returns the next of what it saw that fits; what came before is passed over.
   *
   * @throws IOException when none comes in time
   */
  public JsonNode await(Predicate<JsonNode> fits, Duration wait)
      throws IOException, InterruptedException {
    List<String> others = new ArrayList<>();
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      JsonNode next = seen.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new IOException("it did not see that; it saw " + others);
      }
      if (fits.test(next)) {
        return next;
      }
      others.add(next.toString());
    }
  }

  /** Returns what it saw of the device, or that it failed. */
  public JsonNode device(Duration wait) throws IOException, InterruptedException {
    return await(seen -> !seen.path("saw").asText().startsWith("event"), wait);
  }

  /** Returns the next event with this topic and this state. */
  public JsonNode event(String topic, String item, String value, Duration wait)
      throws IOException, InterruptedException {
    return await(
        seen ->
            seen.path("topic").asText().equals(topic)
                && seen.path("data").path(item).asText().equals(value),
        wait);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        seen.add(JSON.readTree(line));
      }
    } catch (IOException e) {
      // It was ended; who waits is told that nothing came.
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
