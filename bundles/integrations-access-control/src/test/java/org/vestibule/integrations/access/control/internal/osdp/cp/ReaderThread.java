// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.io.IOException;
import java.util.List;
import org.vestibule.integrations.access.control.internal.line.Line;
import org.vestibule.integrations.access.control.internal.osdp.FrameTap;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdBus;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdEngine;

/** Own readers on one end of a line. */
final class ReaderThread implements AutoCloseable {
  private final PdBus bus;
  private final Line line;
  private final Thread thread;
  private volatile boolean closed;

  ReaderThread(Line line, List<PdEngine> readers) {
    this.line = line;
    bus = new PdBus(readers, System::nanoTime, FrameTap.NONE);
    thread = new Thread(this::run, "test-readers");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    byte[] buffer = new byte[1024];
    try {
      while (!closed) {
        long since = System.nanoTime();
        int count = line.read(buffer, 0, buffer.length, 20);
        int size = count > 0 ? bus.receive(buffer, 0, count, since) : 0;
        if (size > 0) {
          line.write(bus.reply(), 0, size);
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
    bus.disconnected();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join(2000);
  }
}
