// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sip;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program with what it printed. It ends with {@link #close}, or with this Java at the latest.
 * Thread-safe.
 */
final class SipProgram implements AutoCloseable {
  private static final int MOST_LINES = 2000;

  private final Process process;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final Thread reader;
  private final Thread atExit;

  private SipProgram(Process process, String name) {
    this.process = process;
    this.reader = new Thread(this::read, "testkit-" + name);
    this.reader.setDaemon(true);
    this.reader.start();
    this.atExit = new Thread(process::destroyForcibly, "testkit-end-" + name);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static SipProgram start(Path folder, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    return new SipProgram(process, Path.of(command.get(0)).getFileName().toString());
  }

  /** Returns where a program is, also where Debian keeps it from the path of ordinary users. */
  static Optional<Path> find(String program) {
    String folders = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/bin";
    return Stream.of(folders.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Waits for a line that was or will be printed. */
  synchronized String awaitLine(Pattern wanted, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (true) {
      Optional<String> found = lines.stream().filter(l -> wanted.matcher(l).find()).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException("no line '" + wanted + "' in " + most + "; " + output());
      }
      wait(Math.min(left, 200));
    }
  }

  /** Waits for its end and returns its exit status. */
  int awaitEnd(Duration most) throws InterruptedException {
    if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("still runs after " + most + "; " + output());
    }
    reader.join(1000);
    return process.exitValue();
  }

  boolean alive() {
    return process.isAlive();
  }

  synchronized String output() {
    return "it printed:\n" + String.join("\n", lines);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
      }
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        note(line);
      }
    } catch (IOException e) {
      note("its output ended: " + e.getMessage());
    }
  }

  private synchronized void note(String line) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
    notifyAll();
  }
}
