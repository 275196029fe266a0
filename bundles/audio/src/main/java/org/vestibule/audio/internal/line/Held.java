// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import org.vestibule.api.sound.VoicePacket;

/**
 * A packet that waits for its turn.
 *
 * @param timestamp of the packet, with the rounds at 2^32 counted
 */
record Held(VoicePacket packet, long timestamp) {}
