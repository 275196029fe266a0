// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.Locale;

/** Kinds of noise that {@link NoiseMaker} makes. */
enum Noise {
  /** Power falls with the frequency: wind, a distant town. */
  PINK,
  /** Low-pass noise whose level rises and falls: cars that pass. */
  TRAFFIC,
  /** Other people who talk at once. */
  BABBLE,
  /** Short decaying tones at random times: crockery, tools. */
  DISHES;

  /** Returns its name in keys. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
