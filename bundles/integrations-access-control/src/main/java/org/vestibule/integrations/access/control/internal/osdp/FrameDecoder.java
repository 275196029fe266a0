// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/**
 * Finds frames in what a line brings, in pieces of any size, with noise between them. What looked
 * like a start and was none costs its one byte: the search goes on at the next. One thread; its
 * buffers are its own and of a fixed size.
 */
public final class FrameDecoder {
  /** What is told of a line. */
  @FunctionalInterface
  public interface Listener {
    /** A whole frame with good check characters; see {@link Frame} for how long it is good. */
    void frame(Frame frame);

    /** A frame whose check characters were wrong, or whose parts do not fit into it. */
    default void broken() {}
  }

  private final byte[] buffer = new byte[2 * Frame.LONGEST];
  private final Frame frame = new Frame();
  private final Listener listener;
  private int from;
  private int to;

  /** Tells {@code listener} on the thread that feeds. */
  public FrameDecoder(Listener listener) {
    this.listener = listener;
  }

  /** Takes bytes as they came. */
  public void feed(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      makeRoom();
      int piece = Math.min(end - at, buffer.length - to);
      System.arraycopy(bytes, at, buffer, to, piece);
      to += piece;
      at += piece;
      search();
    }
  }

  /**
   * Takes note that the line was silent for longer than within a frame: one that was begun will not
   * be finished, and what came inside it is looked at again.
   */
  public void silence() {
    while (from < to) {
      from++;
      search();
    }
  }

  /** Returns whether a frame was begun and is not complete. */
  public boolean waiting() {
    return from < to;
  }

  /** Forgets what came. */
  public void reset() {
    from = 0;
    to = 0;
  }

  /** Less than a frame is waiting whenever bytes are taken, so half of the buffer is enough. */
  private void makeRoom() {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
  }

  private void search() {
    while (from < to) {
      if (buffer[from] != Frame.START) {
        from++;
        continue;
      }
      int waiting = to - from;
      if (waiting < Frame.HEADER) {
        return;
      }
      int length = buffer[from + 2] & 0xFF | (buffer[from + 3] & 0xFF) << 8;
      if (length < Frame.SHORTEST || length > Frame.LONGEST) {
        from++;
      } else if (waiting < length) {
        return;
      } else if (whole(length)) {
        int at = from;
        from += length;
        deliver(at, length);
      } else {
        from++;
        listener.broken();
      }
    }
  }

  private void deliver(int at, int length) {
    if (frame.view(buffer, at, length)) {
      listener.frame(frame);
    } else {
      listener.broken();
    }
  }

  private boolean whole(int length) {
    if ((buffer[from + 4] & Frame.CRC_FLAG) == 0) {
      int sum = CheckCharacters.sum(buffer, from, length - 1);
      return (buffer[from + length - 1] & 0xFF) == sum;
    }
    int crc = CheckCharacters.crc(buffer, from, length - 2);
    return (buffer[from + length - 2] & 0xFF) == (crc & 0xFF)
        && (buffer[from + length - 1] & 0xFF) == crc >> 8;
  }
}
