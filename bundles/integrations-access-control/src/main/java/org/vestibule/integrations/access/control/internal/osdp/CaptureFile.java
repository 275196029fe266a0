// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes a line's frames into a file that tools of integrators read: {@code .osdpcap}, JSON lines,
 * as the conformance tools of the Security Industry Association define it. The bus only queues; a
 * thread of its own writes. What does not fit into the queue or into {@value #MOST_BYTES} bytes is
 * left out. Data that are a key, a card or keys of a pad are written as zeros, so the check
 * characters of those frames do not fit. Thread-safe.
 */
public final class CaptureFile implements FrameTap, AutoCloseable {
  /** The largest file. */
  public static final long MOST_BYTES = 16L << 20;

  private static final int MOST_WAITING = 1024;
  private static final Set<Integer> SECRET_COMMANDS = Set.of(CommandCode.KEYSET);
  private static final Set<Integer> SECRET_REPLIES =
      Set.of(ReplyCode.RAW, ReplyCode.FMT, ReplyCode.KEYPAD);
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private record Entry(Instant at, boolean input, byte[] bytes) {}

  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Frame own = new Frame();
  private final OutputStream file;
  private final Thread writer;
  private long written;
  private volatile boolean ended;

  private CaptureFile(OutputStream file, String name, long written) {
    this.file = file;
    this.written = written;
    writer = new Thread(this::write, "vestibule-osdpcap-" + name);
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Appends to a file, or makes it.
   *
   * @throws IOException when it cannot be opened
   */
  public static CaptureFile open(Path path) throws IOException {
    OutputStream file =
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return new CaptureFile(file, path.getFileName().toString(), Files.size(path));
  }

  @Override
  public void received(Frame frame) {
    offer(frame, true);
  }

  @Override
  public void sent(byte[] bytes, int offset, int length) {
    if (own.view(bytes, offset, length)) {
      offer(own, false);
    }
  }

  private void offer(Frame frame, boolean input) {
    if (!ended) {
      byte[] bytes = frame.raw();
      if ((frame.reply() ? SECRET_REPLIES : SECRET_COMMANDS).contains(frame.code())) {
        int at = frame.dataOffset();
        Arrays.fill(bytes, at, at + frame.dataLength(), (byte) 0);
      }
      waiting.offer(new Entry(Instant.now(), input, bytes));
    }
  }

  private void write() {
    try (file) {
      while (!ended && written < MOST_BYTES) {
        byte[] line = line(waiting.take());
        file.write(line);
        written += line.length;
      }
    } catch (InterruptedException e) {
      // Closed: what waits is not worth waiting for.
    } catch (IOException e) {
      // A full disk ends the trace and nothing else.
    }
    ended = true;
    waiting.clear();
  }

  private static byte[] line(Entry entry) {
    return String.format(
            "{\"timeSec\":\"%d\",\"timeNano\":\"%09d\",\"io\":\"%s\",\"data\":\"%s\","
                + "\"osdpTraceVersion\":\"1\",\"osdpSource\":\"Vestibule\"}%n",
            entry.at.getEpochSecond(),
            entry.at.getNano(),
            entry.input ? "input" : "output",
            HEX.formatHex(entry.bytes))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Ends the trace. */
  @Override
  public void close() {
    ended = true;
    writer.interrupt();
  }
}
