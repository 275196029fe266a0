// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The arithmetic of the vault's benchmark. */
class VaultFiguresTest {
  @Test
  void nothingMeasuredIsNoFigure() {
    assertThatThrownBy(() -> new Sample(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatFailsIsNotMeasured() {
    VaultFigures figures = new VaultFigures();
    assertThatThrownBy(
            () ->
                figures.timed(
                    "a step",
                    "step",
                    2,
                    round -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(figures.lines()).isEmpty();
  }

  @Test
  void percentilesAreThoseOfTheNearestRank() {
    double[] millis = new double[20];
    for (int at = 0; at < millis.length; at++) {
      millis[at] = millis.length - at;
    }
    assertThat(new Sample(millis).median()).isEqualTo(10);
    assertThat(new Sample(millis).p95()).isEqualTo(19);
    assertThat(new Sample(new double[] {7}).p95()).isEqualTo(7);
  }

  @Test
  void theFigureThatAllIsAboutComesFirst() {
    VaultFigures figures = new VaultFigures();
    figures.note("a step", "step", new double[] {3, 1, 2});
    figures.megabytes("a file", "file", 1_500_000);
    figures.lead("share_ms", 0.25);
    assertThat(figures.lines())
        .isEqualTo(
            List.of(
                "share_ms=0.2500",
                "step_median_ms=2.0000",
                "step_p95_ms=3.0000",
                "step_n=3",
                "file_mb=1.5000"));
  }

  @Test
  void progressSaysHowLongTheRestTakes() {
    AtomicLong nanos = new AtomicLong();
    Progress progress = new Progress("enrolled", 100, nanos::get);
    nanos.set(2_000_000_000L);
    assertThat(progress.sentence(20)).isEqualTo("enrolled 20 of 100, 10 a second, 8 s left");
    assertThat(progress.due(20)).isTrue();
    assertThat(progress.due(21)).isFalse();
  }

  @Test
  void everybodyHasAFaceOfTheirOwn() {
    assertThat(VaultCrowd.holds(List.of(VaultCrowd.face(3)), 3)).isTrue();
    assertThat(VaultCrowd.holds(List.of(VaultCrowd.face(4)), 3)).isFalse();
    assertThat(VaultCrowd.holds(List.of(), 3)).isFalse();
  }
}
