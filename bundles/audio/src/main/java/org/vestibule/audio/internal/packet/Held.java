// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.packet;

import org.vestibule.api.sound.VoicePacket;

/**
 * A packet that waits for its turn.
 *
 * @param timestamp of the packet, with the rounds at 2^32 counted
 * @param sound whether it carries any: if not, only its number counts
 */
record Held(VoicePacket packet, long timestamp, boolean sound) {}
