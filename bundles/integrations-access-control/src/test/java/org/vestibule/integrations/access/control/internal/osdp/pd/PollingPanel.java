// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;

/** A panel over TCP that polls until it is told otherwise, and answers a card as it was told. */
final class PollingPanel implements AutoCloseable {
  private static final int REPLY_MILLIS = 10_000;
  private static final long POLL_NANOS = 20_000_000;

  private final Socket socket;
  private final TestPanel panel;
  private final List<TestPanel.Answer> answers = new CopyOnWriteArrayList<>();
  private volatile LedControl light;
  private volatile boolean polling;
  private volatile String problem = "";
  private Thread thread;

  PollingPanel(int port, int address) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(REPLY_MILLIS);
    panel = new TestPanel(address, this::carry);
  }

  TestPanel panel() {
    return panel;
  }

  /** Sets the light by which a card is answered, null for no answer. */
  void answer(LedControl control) {
    light = control;
  }

  void poll() {
    polling = true;
    thread = new Thread(this::run, "test-panel");
    thread.start();
  }

  void pause() throws InterruptedException {
    polling = false;
    thread.join(5000);
  }

  List<CardRead> cards() {
    return answers.stream()
        .filter(answer -> answer.code() == ReplyCode.RAW)
        .map(answer -> CardRead.decode(answer.data()).orElseThrow())
        .toList();
  }

  List<TestPanel.Answer> answers() {
    return answers;
  }

  String problem() {
    return problem;
  }

  private void run() {
    try {
      while (polling) {
        TestPanel.Answer answer = panel.command(CommandCode.POLL);
        answers.add(answer);
        LedControl reaction = light;
        if (answer.code() == ReplyCode.RAW && reaction != null) {
          panel.command(CommandCode.LED, LedControl.encode(List.of(reaction)));
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    } catch (Exception | AssertionError e) {
      problem = e.toString();
    }
  }

  private byte[] carry(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    InputStream in = socket.getInputStream();
    byte[] reply = new byte[2048];
    int length = 0;
    try {
      while (length < 5 || length < 1 + (reply[3] & 0xFF | (reply[4] & 0xFF) << 8)) {
        int count = in.read(reply, length, reply.length - length);
        if (count < 0) {
          throw new IOException("the reader closed the line");
        }
        length += count;
      }
    } catch (SocketTimeoutException e) {
      return TestPanel.NOTHING;
    }
    return Arrays.copyOf(reply, length);
  }

  @Override
  public void close() throws IOException {
    polling = false;
    socket.close();
  }
}
