// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

/**
 * What a line is like.
 *
 * @param levelDbfs loudness over the last second, root mean square, dB of full scale (a full sine
 *     is -3.01); -120 for silence
 * @param peakDbfs the largest sample of the last second, dB of full scale
 * @param clippedShare which part of all samples was at full scale, 0 to 1
 * @param gainDb what the gain control adds for the ear now, dB
 * @param echo how the loudspeaker's echo is kept from the recogniser: {@code none}, {@code
 *     half-duplex} or {@code cancelled}
 * @param packets packets received, 0 for a line of samples
 * @param lost packets that never came in time and were made up for
 * @param late packets that came too late and were thrown away
 * @param jitterMillis interarrival jitter (RFC 3550, appendix A.8), ms
 * @param delayMillis what the jitter buffer holds back, ms
 */
public record VoiceMeters(
    double levelDbfs,
    double peakDbfs,
    double clippedShare,
    double gainDb,
    String echo,
    long packets,
    long lost,
    long late,
    double jitterMillis,
    int delayMillis) {}
