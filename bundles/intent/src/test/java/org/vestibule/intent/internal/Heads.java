// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.List;
import org.vestibule.api.intent.Intent;

/** Heads small enough to compute by hand. */
final class Heads {
  static final String ENCODER = "toy-encoder@1";

  private Heads() {}

  /** Delivery looks at the first number, emergency at the second, other has a bias of ln 2. */
  static Head small(double temperature) {
    return new Head(
        ENCODER,
        "0123456789abcdef",
        List.of(Label.of(Intent.DELIVERY), Label.of(Intent.EMERGENCY), Label.of(Intent.OTHER)),
        new Softmax(
            new float[][] {{1, 0}, {0, 1}, {0, 0}},
            new float[] {0, 0, (float) Math.log(2)},
            temperature),
        0,
        new Thresholds(0.3, 0.4, 0.5),
        new Examples(new byte[][] {{127, 0}, {0, 127}}, new int[] {0, 1}),
        null);
  }
}
