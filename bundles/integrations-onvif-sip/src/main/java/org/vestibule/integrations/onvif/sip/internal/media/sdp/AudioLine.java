// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/**
 * What the other end says of one audio line.
 *
 * @param address empty: held as RFC 2543 did it, with an address of zeros
 * @param direction as the other end sees it
 * @param crypto what we can use of its keys
 */
record AudioLine(
    Optional<InetAddress> address,
    int port,
    int controlPort,
    boolean multiplexed,
    Formats formats,
    Direction direction,
    boolean secured,
    List<CryptoLine> crypto) {
  private static final Set<String> PLAIN = Set.of("RTP/AVP", "RTP/AVPF");
  private static final Set<String> SECURED = Set.of("RTP/SAVP", "RTP/SAVPF");
  private static final int MOST_PORT = 65_535;

  /**
   * Reads one; empty if it is no audio line, not wanted, or over a protocol that we do not know.
   */
  static Optional<AudioLine> of(SessionDescription session, MediaDescription media)
      throws VestibuleException {
    boolean secured = SECURED.contains(media.protocol());
    boolean known = secured || PLAIN.contains(media.protocol());
    if (!media.kind().equals("audio") || media.port() == 0 || !known) {
      return Optional.empty();
    }
    InetAddress address = address(media.address().or(session::address));
    Direction direction =
        Direction.in(media.attributes())
            .or(() -> Direction.in(session.attributes()))
            .orElse(Direction.SENDRECV);
    boolean held = address.isAnyLocalAddress();
    return Optional.of(
        new AudioLine(
            held ? Optional.empty() : Optional.of(address),
            media.port(),
            controlPort(media),
            media.has("rtcp-mux"),
            Formats.of(media),
            held ? direction.withoutReceiving() : direction,
            secured,
            CryptoLine.in(media)));
  }

  private static InetAddress address(Optional<String> text) throws VestibuleException {
    InetAddress address = text.flatMap(NumericAddress::of).orElse(null);
    if (address == null) {
      throw SdpReader.invalid(
          "no address in numbers to send to", "c=IN IP4 192.0.2.7 or c=IN IP6 2001:db8::7");
    }
    boolean broadcast = address.getHostAddress().equals("255.255.255.255");
    if (address.isMulticastAddress() || broadcast) {
      throw SdpReader.invalid("an address of many", "the address of one phone");
    }
    return address;
  }

  /** RFC 3605: only the port is taken; an RTCP elsewhere than RTP is nobody's. */
  private static int controlPort(MediaDescription media) {
    int said = media.first("rtcp").map(value -> SdpReader.port(value.split(" ")[0])).orElse(-1);
    return said > 0 ? said : Math.min(MOST_PORT, media.port() + 1);
  }

  /** Returns where RTP goes; the address of zeros while it is held. */
  InetSocketAddress remote() {
    return address.map(to -> new InetSocketAddress(to, port)).orElse(new InetSocketAddress(0));
  }

  InetSocketAddress remoteControl(boolean muxed) {
    int to = muxed ? port : controlPort;
    return address.map(at -> new InetSocketAddress(at, to)).orElse(new InetSocketAddress(0));
  }
}
