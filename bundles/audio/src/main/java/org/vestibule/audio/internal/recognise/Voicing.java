// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

/**
 * How much of an utterance was voice.
 *
 * @param share which part of it was voiced, 0 to 1
 * @param seconds how much was voiced, s
 * @param probability mean probability of voice in what was voiced, 0 to 1
 * @param levelDbfs loudness of what was voiced, root mean square, dB of full scale
 */
public record Voicing(double share, double seconds, double probability, double levelDbfs) {}
