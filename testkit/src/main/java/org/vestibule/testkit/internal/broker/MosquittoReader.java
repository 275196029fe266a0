// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** mosquitto_sub with a session that lasts: writes what it hears, a line each. */
public final class MosquittoReader implements AutoCloseable {
  private static final String HELLO = "reader/hello";

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Process process;

  MosquittoReader(Mosquitto broker, String topic, String format)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "mosquitto_sub",
            "-p",
            "" + broker.port(),
            "-V",
            "5",
            "-c",
            "-i",
            "reader",
            "-x",
            "600",
            "-q",
            "1",
            "-t",
            topic,
            "-t",
            HELLO,
            "-F",
            format);
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader said = process.inputReader();
    Thread drain = new Thread(() -> read(said), "reader-output");
    drain.setDaemon(true);
    drain.start();
    // It is there when it hears; before that a message would pass it by.
    String heard = null;
    for (int i = 0; i < 100 && heard == null; i++) {
      broker.send(HELLO, "hello");
      heard = lines.poll(100, TimeUnit.MILLISECONDS);
    }
  }

  private void read(BufferedReader said) {
    try {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  /** Returns the next message, within 20 s. */
  public String next() throws InterruptedException {
    while (true) {
      String line = lines.poll(60, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("nothing heard");
      }
      if (!line.contains("hello")) {
        return line;
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
