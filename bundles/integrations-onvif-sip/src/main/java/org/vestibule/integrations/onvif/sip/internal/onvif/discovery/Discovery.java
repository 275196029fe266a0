// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.FoundStation;

/**
 * Asks by multicast which devices are there, on every network of this machine (WS-Discovery of
 * April 2005 as in ONVIF Core, section 7). Goes no further than the next router. Thread-safe; asks
 * once at a time.
 */
public final class Discovery {
  private static final int PORT = 3702;
  private static final byte[] GROUP = {(byte) 239, (byte) 255, (byte) 255, (byte) 250};
  private static final int MOST_NETWORKS = 16;
  private static final int MOST_DATAGRAM = 16 * 1024;
  private static final int MOST_DATAGRAMS = 4096;

  /** A datagram may be lost: each question is put twice. */
  private static final long AGAIN_NANOS = 400_000_000;

  private final Sender sender;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Opens what asks, and where it asks. */
  @FunctionalInterface
  interface Sender {
    List<Asking> open() throws IOException;
  }

  /** A socket of one network, and where it sends to. */
  record Asking(DatagramChannel channel, InetSocketAddress to) {}

  /** On every network of this machine that can do multicast. */
  public Discovery() {
    this(Discovery::everywhere);
  }

  Discovery(Sender sender) {
    this.sender = sender;
  }

  /**
   * Asks and waits for answers.
   *
   * @return each device once, in the order of their addresses
   * @throws VestibuleException {@code network-unreachable}, {@code discovery-busy}
   */
  public List<FoundStation> ask(Duration wait) throws VestibuleException, InterruptedException {
    if (!busy.compareAndSet(false, true)) {
      throw failed("discovery-busy", "somebody else is asking", "one at a time", null);
    }
    List<Asking> open = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      open.addAll(sender.open());
      if (open.isEmpty()) {
        throw failed("network-unreachable", "no network with multicast", "one", null);
      }
      return ask(open, selector, wait.toNanos());
    } catch (IOException e) {
      throw failed("network-unreachable", e.getClass().getSimpleName(), "a network", e);
    } finally {
      open.forEach(each -> close(each.channel()));
      busy.set(false);
    }
  }

  private static List<FoundStation> ask(List<Asking> open, Selector selector, long nanos)
      throws IOException, InterruptedException {
    Probe probe = new Probe();
    Matches matches = new Matches(probe);
    for (Asking each : open) {
      each.channel().configureBlocking(false);
      each.channel().register(selector, SelectionKey.OP_READ);
    }
    long begin = System.nanoTime();
    int sent = 0;
    int received = 0;
    while (received < MOST_DATAGRAMS) {
      long passed = System.nanoTime() - begin;
      if (passed >= nanos) {
        break;
      }
      if (sent < 2 && passed >= sent * AGAIN_NANOS) {
        send(open, probe);
        sent++;
      }
      long next = sent < 2 ? Math.min(nanos, sent * AGAIN_NANOS) : nanos;
      selector.select(Math.max(1, (next - passed) / 1_000_000));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      for (SelectionKey key : selector.selectedKeys()) {
        received += receive((DatagramChannel) key.channel(), matches);
      }
      selector.selectedKeys().clear();
    }
    return matches.found();
  }

  private static void send(List<Asking> open, Probe probe) throws IOException {
    IOException last = null;
    int sent = 0;
    for (Asking each : open) {
      for (byte[] question : probe.questions()) {
        try {
          each.channel().send(ByteBuffer.wrap(question), each.to());
          sent++;
        } catch (IOException e) {
          // A network without a way there; others may have one.
          last = e;
        }
      }
    }
    if (sent == 0 && last != null) {
      throw last;
    }
  }

  private static int receive(DatagramChannel channel, Matches matches) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(MOST_DATAGRAM);
    int count = 0;
    while (count < MOST_DATAGRAMS) {
      buffer.clear();
      if (!(channel.receive(buffer) instanceof InetSocketAddress from)) {
        return count;
      }
      count++;
      matches.take(Arrays.copyOf(buffer.array(), buffer.position()), from.getAddress());
    }
    return count;
  }

  private static List<Asking> everywhere() throws IOException {
    InetSocketAddress group = new InetSocketAddress(InetAddress.getByAddress(GROUP), PORT);
    List<Asking> open = new ArrayList<>();
    for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
      boolean usable = network.isUp() && !network.isLoopback() && network.supportsMulticast();
      List<InetAddress> here =
          network.inetAddresses().filter(each -> each.getAddress().length == 4).limit(1).toList();
      if (usable && !here.isEmpty() && open.size() < MOST_NETWORKS) {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        open.add(new Asking(channel, group));
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
        channel.bind(new InetSocketAddress(here.get(0), 0));
      }
    }
    return open;
  }

  private static void close(DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was to be sent any more.
    }
  }

  private static VestibuleException failed(
      String code, String found, String allowed, Exception cause) {
    return new VestibuleException(
        code, "search in the local network", found, allowed, "Try again in a moment.", cause);
  }
}
