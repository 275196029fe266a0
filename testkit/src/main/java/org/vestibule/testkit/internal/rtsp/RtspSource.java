// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.rtsp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A camera that streams H.264 and PCMU at {@code /main} and {@code /sub}. It is a process, of
 * Debian's packages {@code python3-gst-1.0}, {@code gir1.2-gst-rtsp-server-1.0} and GStreamer's
 * plugins. Used by one thread.
 */
public final class RtspSource implements AutoCloseable {
  /** What installs it. */
  public static final String PACKAGES =
      "python3-gst-1.0 gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base"
          + " gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly";

  /** The system's own: another one does not know GStreamer. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final String PROBE =
      "import gi; gi.require_version('GstRtspServer','1.0');"
          + " from gi.repository import Gst, GstRtspServer; Gst.init(None);"
          + " import sys; sys.exit(0 if Gst.ElementFactory.find('x264enc') else 1)";
  private static final long START_SECONDS = 60;

  private final RtspSettings settings;
  private final Path script;
  private Process process;
  private int port;

  private RtspSource(RtspSettings settings, Path script) {
    this.settings = settings;
    this.script = script;
    this.port = settings.port();
  }

  /** Returns whether this machine has what it needs. */
  public static boolean available() throws InterruptedException {
    try {
      return new ProcessBuilder(PYTHON, "-c", PROBE)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Starts one, and returns when it takes connections.
   *
   * @throws IOException when it does not
   */
  public static RtspSource start(RtspSettings settings) throws IOException {
    Path script = Files.createTempFile("vestibule-rtsp-", ".py");
    script.toFile().deleteOnExit();
    try (InputStream in = RtspSource.class.getResourceAsStream("/rtsp/source.py")) {
      Files.write(script, in.readAllBytes());
    }
    RtspSource source = new RtspSource(settings, script);
    source.begin();
    return source;
  }

  /** Returns where it is, without an account, for example {@code rtsp://127.0.0.1:8554}. */
  public String base() {
    return "rtsp://" + settings.address() + ":" + port;
  }

  /** Returns the address of the large stream, without an account. */
  public URI main() {
    return URI.create(base() + "/main");
  }

  /** Returns the address of the small stream, without an account. */
  public URI sub() {
    return URI.create(base() + "/sub");
  }

  /** Goes away without a word, as a camera without power does. */
  public void goAway() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Comes back at the same port. */
  public void comeBack() throws IOException {
    begin();
  }

  private void begin() throws IOException {
    process =
        new ProcessBuilder(PYTHON, script.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<String, Object> asked = new TreeMap<>(new ObjectMapper().convertValue(settings, Map.class));
    asked.put("port", port);
    byte[] line =
        (new ObjectMapper().writeValueAsString(asked) + "\n").getBytes(StandardCharsets.UTF_8);
    process.getOutputStream().write(line);
    process.getOutputStream().flush();
    port = listening();
  }

  /** Returns the port when it says that it listens; it never says so where it cannot. */
  private int listening() throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    CompletableFuture<String> said =
        CompletableFuture.supplyAsync(() -> out.lines().findFirst().orElse(""));
    try {
      String line = said.get(START_SECONDS, TimeUnit.SECONDS);
      if (line.startsWith("listening ")) {
        return Integer.parseInt(line.substring(10));
      }
      throw new IOException("the RTSP source does not start; it needs " + PACKAGES);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("the RTSP source does not start", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() {
    goAway();
  }
}
