// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.Verdict;

class CountingTest {
  @Test
  void aShareIsEvenAndTheSameEachTime() {
    Share tenth = new Share(0.1);
    assertThat(IntStream.range(0, 40).filter(i -> tenth.next()).boxed())
        .containsExactly(9, 19, 29, 39);
    Share third = new Share(1 / 3.0);
    assertThat(IntStream.range(0, 3000).filter(i -> third.next()).count()).isEqualTo(1000);
    Share all = new Share(1);
    assertThat(IntStream.range(0, 100).filter(i -> all.next()).count()).isEqualTo(100);
    Share none = new Share(0);
    assertThat(IntStream.range(0, 100).filter(i -> none.next()).count()).isZero();
  }

  @Test
  void tooFewRunsHaveNoPercentile() {
    RunCounters counters = new RunCounters();
    assertThat(counters.p95(0)).isNaN();
    for (int i = 1; i <= 20; i++) {
      counters.ran(i);
    }
    assertThat(counters.p95(21)).isNaN();
    assertThat(counters.p95(20)).isEqualTo(19);
  }

  @Test
  void aFailedRunIsCountedAndNotTimed() {
    RunCounters counters = new RunCounters();
    counters.ran(1_000);
    counters.failed();
    counters.gaveNonsense();

    assertThat(counters.runs()).isEqualTo(2);
    assertThat(counters.errors()).isEqualTo(2);
    assertThat(counters.p95(1)).isEqualTo(1_000);
  }

  @Test
  void onlyTheNewestRunsCountForThePercentile() {
    RunCounters counters = new RunCounters();
    for (int i = 0; i < 1024; i++) {
      counters.ran(1_000_000);
    }
    for (int i = 0; i < 1024; i++) {
      counters.ran(5);
    }
    assertThat(counters.p95(1)).isEqualTo(5);
  }

  @Test
  void nothingComparableIsNotAgreement() {
    Tally tally = new Tally();
    tally.judged(new Verdict("known", true, 0.9), Verdict.NONE);

    assertThat(tally.counts().compared()).isZero();
    assertThat(tally.counts().incomparable()).isEqualTo(1);
    assertThat(tally.counts().scoreShift()).isNaN();
    assertThat(tally.shift()).isEqualTo(Interval.UNKNOWN);
  }

  @Test
  void decisionsAndScoresAreCompared() {
    Tally tally = new Tally();
    tally.judged(new Verdict("known", true, 0.9), new Verdict("known", true, 0.7));
    tally.judged(new Verdict("known", true, 0.9), new Verdict("unknown", false, 0.3));
    tally.judged(new Verdict("unknown", false, 0.1), new Verdict("known", true, Double.NaN));

    Tally.Counts counts = tally.counts();
    assertThat(counts.compared()).isEqualTo(3);
    assertThat(counts.disagreed()).isEqualTo(2);
    assertThat(counts.onlyServing()).isEqualTo(1);
    assertThat(counts.onlyOther()).isEqualTo(1);
    assertThat(counts.scored()).isEqualTo(2);
    assertThat(counts.scoreShift()).isCloseTo(-0.4, within(1e-9));
    assertThat(tally.shift().low()).isCloseTo(-0.6, within(1e-9));
  }

  @Test
  void tenThousandDifferencesAreKeptAndNoMore() {
    Differences differences = new Differences();
    IntStream.range(0, 10_000).forEach(i -> differences.add(5));
    IntStream.range(0, 10_000).forEach(i -> differences.add(1));

    assertThat(differences.count()).isEqualTo(20_000);
    assertThat(differences.mean()).isEqualTo(1);
    assertThat(differences.recentInterval()).isEqualTo(new Interval(1, 1));
  }
}
