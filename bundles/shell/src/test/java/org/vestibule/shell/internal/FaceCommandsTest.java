// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** What the shell says of faces. */
class FaceCommandsTest {
  private static final OperatingPoint.Cohort COHORT =
      new OperatingPoint.Cohort("generated people", 200, 19_900, 9_700);

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream before = System.out;
  private final OneVisit visits = new OneVisit();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(before);
  }

  @Test
  void aVisitThatIsNoneOrHoldsNoMistakeIsRefused() {
    assertThatThrownBy(() -> correct("../etc"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("unknown-visit"));
    assertThatThrownBy(() -> correct("v-2"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("nothing-to-correct"));
    assertThat(visits.corrected).isEmpty();
  }

  @Test
  void aMistakeIsToldInTheNameOfTheShell() throws Exception {
    correct("v-1");
    assertThat(visits.corrected).containsExactly("v-1 by shell");
    assertThat(text()).contains("v-1", "no longer taken for that person");
  }

  @Test
  void aThresholdIsShownWithWhatTheDataCanProve() throws Exception {
    FacesCommand command = new FacesCommand();
    command.thresholds =
        new Points(
            List.of(
                point(OperatingPoint.Proof.NOT_PROVABLE, COHORT, 4.2e-6, 1.5e-4, 3.1e-4),
                point(
                    OperatingPoint.Proof.NO_COHORT,
                    OperatingPoint.Cohort.NONE,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN)));
    command.execute();
    assertThat(text())
        .contains("fr-feature", "0.4310", "1.00e-05", "4.20e-06", "1.50e-04", "3.10e-04")
        .contains("NOT_PROVABLE", "NO_COHORT", "unknown", "19900", "in words");
  }

  @Test
  void withoutAnyComparisonThereIsNothingToShow() throws Exception {
    FacesCommand command = new FacesCommand();
    command.thresholds = new Points(List.of());
    command.execute();
    assertThat(text()).contains("No face has been compared yet");
  }

  private void correct(String visit) throws Exception {
    NotThisPersonCommand command = new NotThisPersonCommand();
    command.visits = visits;
    command.visit = visit;
    command.execute();
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  private static OperatingPoint point(
      OperatingPoint.Proof proof,
      OperatingPoint.Cohort cohort,
      double estimate,
      double upper,
      double provable) {
    return new OperatingPoint(
        "fr-feature",
        1e-5,
        3,
        0.431,
        proof,
        cohort,
        estimate,
        upper,
        provable,
        Instant.EPOCH,
        "the same in words");
  }

  private record Points(List<OperatingPoint> inForce) implements FaceThresholds {
    @Override
    public OperatingPoint point(String space, int comparisons) {
      throw new UnsupportedOperationException("the shell compares nothing");
    }
  }

  /** One visit in which somebody was recognised, and no other. */
  private static final class OneVisit implements Visits {
    private final List<String> corrected = new ArrayList<>();

    @Override
    public void notThisPerson(VisitId visit, String by) throws VestibuleException {
      if (!visit.value().equals("v-1")) {
        throw new VestibuleException(
            "nothing-to-correct", "visit " + visit, "nobody", "somebody", "Choose another visit.");
      }
      corrected.add(visit + " by " + by);
    }

    @Override
    public VisitId press(ButtonPress press) {
      throw new UnsupportedOperationException("nobody presses a bell in the shell");
    }

    @Override
    public Optional<VisitStory> story(VisitId id) {
      return Optional.empty();
    }

    @Override
    public List<VisitStory> recent(int limit) {
      return List.of();
    }
  }
}
