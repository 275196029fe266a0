// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

/**
 * What the network brought of one stream (RFC 3550, section 5.1).
 *
 * @param sequence 0 to 65535, goes round
 * @param timestamp of the first sample, in units of the encoding's clock, goes round at 2^32
 * @param marker whether a talk spurt begins here
 * @param payload the encoded sound; shared, not copied
 * @param arrivedNanos on {@link System#nanoTime()}
 */
public record VoicePacket(
    int sequence, long timestamp, boolean marker, byte[] payload, long arrivedNanos) {
  @Override
  public String toString() {
    return "VoicePacket[" + sequence + ", " + payload.length + " bytes]";
  }
}
