// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media;

import java.util.Optional;
import org.vestibule.api.sound.SoundEncoding;

/**
 * What the media of a call are like.
 *
 * @param encoding what was agreed on; empty before
 * @param encrypted whether the packets are
 * @param sent packets
 * @param received packets that were taken
 * @param refused packets from elsewhere, malformed, replayed or with a wrong tag
 * @param lost packets that were made up for
 * @param jitterMillis interarrival jitter (RFC 3550, appendix A.8)
 * @param silentMillis for how long nothing valid came, neither sound nor a report (RTCP)
 */
public record MediaFigures(
    Optional<SoundEncoding> encoding,
    boolean encrypted,
    long sent,
    long received,
    long refused,
    long lost,
    double jitterMillis,
    long silentMillis) {}
