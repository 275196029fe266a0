// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

/** One thing that comes over a connection of RTSP. */
sealed interface RtspPart permits RtspMessage, RtspPart.Packet {
  /**
   * Media between the messages (RFC 2326, section 10.12).
   *
   * @param bytes with the four bytes before the packet; used again for the next one
   * @param length how many of them count
   */
  record Packet(byte[] bytes, int length) implements RtspPart {}
}
