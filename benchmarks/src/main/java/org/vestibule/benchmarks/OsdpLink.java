// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.FrameTap;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;
import org.vestibule.integrations.access.control.internal.osdp.cp.PollSettings;
import org.vestibule.integrations.access.control.internal.osdp.cp.PollThread;
import org.vestibule.integrations.access.control.internal.osdp.cp.PolledReader;
import org.vestibule.integrations.access.control.internal.osdp.cp.ReaderFacts;
import org.vestibule.integrations.access.control.internal.osdp.cp.ReaderListener;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdBus;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdEngine;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdKeys;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdListener;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdPort;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdProfile;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdRead;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** Own panel and own readers, each side on its own thread, over TCP loopback, under keys. */
final class OsdpLink implements AutoCloseable {
  private static final CardBits CARD = new CardBits(26, new byte[] {-107, 24, 28, -64});
  private static final long LONGEST_SECONDS = 10;

  private final List<PdEngine> readers = new ArrayList<>();
  private final List<PolledReader> polled = new ArrayList<>();
  private final BlockingQueue<Long> cards = new ArrayBlockingQueue<>(16);
  private final AtomicInteger secured = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final PollThread panel;
  private final PdPort port;

  /**
   * @param poll from one command to the next of the same reader
   * @param answers takes how long each answer took
   */
  OsdpLink(int count, Duration poll, Latencies answers) throws IOException {
    SecureRandom random = new SecureRandom();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Socket mine;
    Socket other;
    try (ServerSocket server = new ServerSocket(0, 1, loopback)) {
      mine = new Socket(loopback, server.getLocalPort());
      other = server.accept();
    }
    for (int address = 0; address < count; address++) {
      byte[] key = new byte[16];
      random.nextBytes(key);
      add(address, key, poll, random);
    }
    TimedLine there = new TimedLine(other, new Latencies(1));
    port =
        new PdPort("loopback", line -> there, new PdBus(readers, System::nanoTime, FrameTap.NONE));
    TimedLine here = new TimedLine(mine, answers);
    panel = new PollThread("loopback", line -> here);
    polled.forEach(panel::add);
  }

  private void add(int address, byte[] key, Duration poll, SecureRandom random) {
    PdKeys keys = new PdKeys();
    keys.replace(key);
    ReaderId id = new ReaderId(1, 1, 1, address, 1, 0, 0);
    PdProfile profile = new PdProfile(address, 9600, id, false);
    readers.add(new PdEngine(profile, keys, new PdListener() {}, System::nanoTime));
    PolledReader reader =
        new PolledReader(
            new PollSettings(address, true, poll, false, false),
            new Ear(),
            random,
            System.nanoTime());
    reader.key(key, System.nanoTime());
    polled.add(reader);
  }

  /** Returns when every reader is polled under its key. */
  void awaitSecured() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (secured.get() < readers.size()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new IllegalStateException(secured + " of " + readers.size() + " readers answer");
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** Returns how long it takes from a card at the first reader to the panel that has it. */
  long card() throws InterruptedException {
    long now = System.nanoTime();
    readers.get(0).present(PdRead.card(new CardRead(0, 0, CARD), now, now + 2_000_000_000L));
    Long heard = cards.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (heard == null) {
      throw new IllegalStateException("a card was not presented");
    }
    return heard - now;
  }

  /** Returns how many commands each reader has answered. */
  List<Long> answered() {
    return polled.stream().map(PolledReader::answered).toList();
  }

  /** Returns how often a session was lost. */
  int lost() {
    return lost.get();
  }

  @Override
  public void close() throws InterruptedException {
    panel.close();
    port.close();
  }

  private final class Ear implements ReaderListener {
    @Override
    public void online(boolean underOwnKey, ReaderFacts what) {
      secured.incrementAndGet();
    }

    @Override
    public void offline(String why) {
      lost.incrementAndGet();
    }

    @Override
    public void card(CardBits bits, long nowNanos) {
      cards.offer(System.nanoTime());
    }
  }
}
