// SPDX-License-Identifier: Apache-2.0
package org.vestibule.web.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * One WebSocket (RFC 6455), this side of it. Sending never waits: what the other side does not take
 * is refused here once too much is on its way. Thread-safe.
 */
public final class Socket {
  /** Close codes of RFC 6455, section 7.4.1. */
  public static final int NORMAL = 1000;

  /** This side goes away: the bundle is replaced, or the gateway stops. */
  public static final int GOING_AWAY = 1001;

  /** The other side broke a rule. */
  public static final int POLICY = 1008;

  /** A message is too long. */
  public static final int TOO_LARGE = 1009;

  /** Something unexpected happened on this side. */
  public static final int SERVER_ERROR = 1011;

  private static final int MOST_WAITING_BYTES = 1 << 20;
  private static final int MOST_WAITING = 256;

  private final CoreSession session;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger waitingBytes = new AtomicInteger();
  private volatile long heardNanos = System.nanoTime();
  private volatile SocketLimits limits;

  Socket(CoreSession session, SocketLimits limits) {
    this.session = session;
    this.limits = limits;
  }

  /**
   * Takes other limits from the next message on: a stranger is trusted with little, and with more
   * once it has said who it is. Called by the listener.
   */
  public void allow(SocketLimits other) {
    limits = other;
    session.setMaxFrameSize(other.mostFrame());
    session.setIdleTimeout(other.idle());
  }

  SocketLimits limits() {
    return limits;
  }

  /** Sends a text; returns false when it is closed, or the other side is far behind. */
  public boolean send(String text) {
    return send(OpCode.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes; returns false when it is closed, or the other side is far behind. */
  public boolean send(byte[] bytes) {
    return send(OpCode.BINARY, bytes);
  }

  /** Asks the other side to answer, so that a dead connection is found. */
  public boolean ping() {
    return send(OpCode.PING, new byte[0]);
  }

  /** Returns how many bytes were sent and not taken yet. */
  public int waitingBytes() {
    return waitingBytes.get();
  }

  /** Returns for how long nothing came from the other side, not even an answer to a ping. */
  public Duration silent() {
    return Duration.ofNanos(System.nanoTime() - heardNanos);
  }

  void heard() {
    heardNanos = System.nanoTime();
  }

  /** Returns whether it can still be sent on. */
  public boolean open() {
    return session.isOutputOpen();
  }

  /** Closes it with a code of RFC 6455 and a reason of at most 120 bytes, for people. */
  public void close(int code, String reason) {
    session.close(code, reason, Callback.NOOP);
  }

  /** Cuts the connection. */
  public void abort() {
    session.abort();
  }

  boolean send(byte opCode, byte[] bytes) {
    if (!session.isOutputOpen()
        || waiting.get() >= MOST_WAITING
        || waitingBytes.get() + bytes.length > MOST_WAITING_BYTES) {
      return false;
    }
    waiting.incrementAndGet();
    waitingBytes.addAndGet(bytes.length);
    Callback done =
        Callback.from(
            () -> {
              waiting.decrementAndGet();
              waitingBytes.addAndGet(-bytes.length);
            });
    session.sendFrame(new Frame(opCode, ByteBuffer.wrap(bytes)), done, false);
    return true;
  }
}
