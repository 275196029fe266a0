// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.PeerAddress;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.PortPair;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.Reports;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.RtpPacket;
import org.vestibule.integrations.onvif.sip.internal.media.sdp.Agreement;

/**
 * The packets of one call, both ways. Everything but {@link #agree} and the counts is touched by
 * the media thread alone.
 */
final class Flow implements MediaThread.Stream {
  /** Longer than an Ethernet frame: no packet of a telephone. */
  private static final int MOST_BYTES = 1500;

  /** Packets that are taken before the other calls have their turn. */
  private static final int MOST_AT_ONCE = 64;

  private static final double REPORT_SECONDS = 5;

  private final PortPair ports;
  private final InetAddress local;
  private final MediaSettings settings;
  private final SecureRandom random;
  private final Outbound outbound;
  private final Inbound inbound;
  private final Counts counts;
  private final Reports reports;
  private final Protection protection = new Protection();
  private final ByteBuffer buffer = ByteBuffer.allocate(2 * MOST_BYTES);
  private volatile Agreement agreed;
  private Agreement tried;
  private Agreement inForce;
  private PeerAddress peer;
  private long nextReport;

  Flow(
      PortPair ports,
      InetAddress local,
      MediaSettings settings,
      SecureRandom random,
      Outbound outbound,
      Inbound inbound,
      Counts counts) {
    this.ports = ports;
    this.local = local;
    this.settings = settings;
    this.random = random;
    this.outbound = outbound;
    this.inbound = inbound;
    this.counts = counts;
    reports = new Reports(Long.toHexString(random.nextLong()));
  }

  /** Goes by this from the next packet on. */
  void agree(Agreement next) {
    agreed = next;
  }

  /** Takes what was agreed on meanwhile. */
  private void settle() {
    Agreement next = agreed;
    if (next == tried || next == null) {
      return;
    }
    // Once, also where it fails: it would fail again at once, and for ever.
    tried = next;
    protection.agree(next.keys());
    boolean elsewhere =
        inForce == null
            || !inForce.remote().equals(next.remote())
            || !inForce.remoteControl().equals(next.remoteControl())
            || inForce.multiplexed() != next.multiplexed();
    if (elsewhere) {
      peer =
          new PeerAddress(
              next.remote(), next.remoteControl(), next.multiplexed(), local, settings.latch());
    }
    outbound.agree(next);
    inbound.agree(next);
    if (inForce == null) {
      counts.heardNanos = System.nanoTime();
      counts.aliveNanos = counts.heardNanos;
      nextReport = System.nanoTime() + reportWait() / 2;
    }
    inForce = next;
  }

  /** Half to one and a half times the interval, so that ends do not report in step (6.3.1). */
  private long reportWait() {
    return (long) (REPORT_SECONDS * 1e9 * (0.5 + random.nextDouble()));
  }

  @Override
  public void register(Selector selector) throws IOException {
    ports.sound().register(selector, SelectionKey.OP_READ, this);
    ports.control().register(selector, SelectionKey.OP_READ, this);
  }

  @Override
  public void readable(SelectionKey key) throws IOException {
    settle();
    DatagramChannel channel = (DatagramChannel) key.channel();
    for (int i = 0; i < MOST_AT_ONCE && channel.isOpen(); i++) {
      buffer.clear();
      InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
      if (from == null) {
        return;
      }
      byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
      if (!taken(bytes, from, channel == ports.control())) {
        counts.refused++;
      }
    }
  }

  private boolean taken(byte[] bytes, InetSocketAddress from, boolean control) {
    if (inForce == null || bytes.length == 0 || bytes.length > MOST_BYTES) {
      return false;
    }
    long now = System.nanoTime();
    boolean report = control || inForce.multiplexed() && Reports.isReport(bytes);
    if (report) {
      boolean may = peer.mayReport(from) && control != inForce.multiplexed();
      Optional<byte[]> opened = may ? protection.reported(bytes) : Optional.empty();
      boolean read = opened.filter(each -> reports.read(each, now)).isPresent();
      // Whoever suppresses silence still reports.
      counts.aliveNanos = read ? now : counts.aliveNanos;
      return read;
    }
    if (!inForce.receives() || !peer.maySend(from)) {
      return false;
    }
    boolean valid =
        protection
            .heard(bytes)
            .flatMap(RtpPacket::read)
            .filter(packet -> inbound.take(packet, now))
            .isPresent();
    if (valid) {
      peer.valid(from);
    }
    return valid;
  }

  @Override
  public long due(long now) {
    long next = Math.min(outbound.due(now) - now, inbound.due(now) - now);
    return now + (inForce == null ? next : Math.min(next, nextReport - now));
  }

  @Override
  public void tick(long now) throws IOException {
    settle();
    if (outbound.due(now) - now <= 0) {
      RtpPacket packet = outbound.next(now).orElse(null);
      if (packet != null) {
        send(ports.sound(), protection.sound(packet.bytes()), peer.target());
        counts.sent++;
      }
    }
    if (inbound.due(now) - now <= 0) {
      inbound.lull();
    }
    if (inForce != null && nextReport - now <= 0) {
      nextReport = now + reportWait();
      report(now, false);
    }
  }

  private void report(long now, boolean goodbye) throws IOException {
    byte[] bytes =
        reports.write(
            outbound.sent(now),
            inbound.reception(),
            inbound.jitterUnits(),
            Instant.now(),
            now,
            goodbye);
    DatagramChannel through = inForce.multiplexed() ? ports.sound() : ports.control();
    send(through, protection.report(bytes), peer.controlTarget());
  }

  /** What the network does not take is lost, as on every other part of the way. */
  private static void send(DatagramChannel through, byte[] bytes, InetSocketAddress to)
      throws IOException {
    if (to.getPort() != 0 && !to.getAddress().isAnyLocalAddress()) {
      through.send(ByteBuffer.wrap(bytes), to);
    }
  }

  /** Says goodbye and lets everything go. */
  void end() throws IOException {
    try {
      if (inForce != null) {
        report(System.nanoTime(), true);
      }
    } finally {
      ports.close();
      protection.close();
      outbound.close();
      inbound.close();
      Arrays.fill(buffer.array(), (byte) 0);
    }
  }
}
