// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

/**
 * A sentence as sound and as words.
 *
 * @param name where it comes from, for people
 * @param sound samples at 16 kHz in [-1, 1]; shared, nobody changes them
 * @param words what is said
 */
record Sentence(String name, float[] sound, String words) {
  @Override
  public String toString() {
    return "Sentence[" + name + "]";
  }
}
