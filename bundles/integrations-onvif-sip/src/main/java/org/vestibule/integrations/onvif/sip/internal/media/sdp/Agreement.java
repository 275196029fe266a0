// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.MasterKey;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.Suite;

/**
 * What two ends agreed on.
 *
 * @param encoding what we send
 * @param payloadType its number
 * @param sounds what may come, by payload type
 * @param events payload types of telephone events that may come
 * @param remote where sound goes, and where it must come from
 * @param remoteControl the same for RTCP
 * @param multiplexed whether RTCP goes through the same ports as RTP (RFC 5761)
 * @param sends whether we may send
 * @param receives whether the other end may
 * @param keys empty: plain RTP
 */
public record Agreement(
    SoundEncoding encoding,
    int payloadType,
    Map<Integer, SoundEncoding> sounds,
    Set<Integer> events,
    InetSocketAddress remote,
    InetSocketAddress remoteControl,
    boolean multiplexed,
    boolean sends,
    boolean receives,
    Optional<Keys> keys) {
  /** Copies the collections. */
  public Agreement {
    sounds = Map.copyOf(sounds);
    events = Set.copyOf(events);
  }

  /**
   * What protects the packets.
   *
   * @param ours under which we send
   * @param theirs under which the other end does
   */
  public record Keys(Suite suite, MasterKey ours, MasterKey theirs) {}
}
