// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.Optional;

/**
 * How one stream does, for people and for measuring.
 *
 * @param pictures that came from the decoder
 * @param handedOut that went to at least one feed
 * @param dropped that a feed lost because nobody took them in time
 * @param fps at most so many are taken now
 * @param keyframesOnly whether it idles
 * @param restarts how often it was begun anew after a failure
 * @param cpuNanos what the decoders of this stream have used of the processor
 * @param pid the number of the decoder's process, while there is one
 */
public record VideoFigures(
    long pictures,
    long handedOut,
    long dropped,
    int fps,
    boolean keyframesOnly,
    long restarts,
    long cpuNanos,
    Optional<Long> pid) {}
