// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceIdentifier;
import org.vestibule.api.face.FaceIdentifier.Candidate;
import org.vestibule.api.face.FaceIdentifier.Candidates;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.vision.internal.face.Embeddings;

/** How the crops of one track vote. */
class ElectionTest {
  private static final PersonId ANNA = new PersonId("anna");
  private static final PersonId BERTA = new PersonId("berta");

  private final Ballot ballot = new Ballot("space", 3);

  @Test
  void theScoreOfATemplateIsTheWeightedMeanOfTheCosines() {
    vote(1, 1, 0);
    vote(3, 0.6, 0.8);

    assertThat(ballot.score(List.of(template(1, 0)))).isCloseTo((1 + 3 * 0.6f) / 4, within(1e-6f));
    assertThat(ballot.score(List.of(template(0, 1), template(1, 0))))
        .isCloseTo(0.7f, within(1e-6f));
  }

  @Test
  void oneBadCropAmongGoodOnesIsOutvoted() {
    vote(0.9, 1, 0);
    vote(0.05, 0, 1);
    vote(0.9, 1, 0);

    assertThat(verify(0.5, template(1, 0)).person()).contains(ANNA);
    assertThat(verify(0.5, template(1, 0)).confirming()).hasSize(2);
  }

  @Test
  void theWorstOfTheEarlierCropsLosesItsVoteAndTheLastHasOne() {
    vote(0.9, 1, 0);
    vote(0.2, 0, 1);
    vote(0.8, 1, 0);
    vote(0.1, 1, 0);

    assertThat(ballot.crops()).extracting(Crop::weight).containsExactly(0.9, 0.8, 0.1);
  }

  @Test
  void aVoteOfAnotherSpaceIsNotCounted() {
    assertThatThrownBy(
            () -> ballot.add(new Crop(Embeddings.of("other", 1, 0), 1, Instant.EPOCH, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBoundIsAskedForByTheNumberOfTemplatesThatAreCompared() {
    vote(1, 1, 0);
    List<Integer> asked = new ArrayList<>();
    FaceReference.Claimed claimed =
        new FaceReference.Claimed(
            ANNA,
            List.of(
                template(1, 0), FaceTemplate.of("other", new float[] {1, 0}), template(0.9f, 0.1f)),
            List.of());

    Election.verify(
        ballot,
        claimed,
        comparisons -> {
          asked.add(comparisons);
          return 0.5;
        });

    assertThat(asked).containsExactly(2);
  }

  @Test
  void onTheBoundIsUnknownWhateverTheRounding() {
    vote(0.3, 0.6, 0.8);
    vote(0.7, 0.6, -0.8);
    vote(0.123, 0.6, 0.8);

    assertThat(verify(0.6, template(1, 0)).person()).isEmpty();
    assertThat(verify(0.5999, template(1, 0)).person()).contains(ANNA);
  }

  @Test
  void twinsAreUnknown() {
    vote(1, 1, 0);

    assertThat(search(0.05, new Candidate(ANNA, 0.80f), new Candidate(BERTA, 0.76f)).person())
        .isEmpty();
    assertThat(search(0.05, new Candidate(ANNA, 0.80f), new Candidate(BERTA, 0.76f)).reason())
        .contains("two people are alike");
    assertThat(search(0.05, new Candidate(ANNA, 0.80f), new Candidate(BERTA, 0.70f)).person())
        .contains(ANNA);
  }

  @Test
  void onTheMarginIsUnknown() {
    vote(1, 1, 0);

    assertThat(search(0.25, new Candidate(ANNA, 0.75f), new Candidate(BERTA, 0.5f)).person())
        .isEmpty();
  }

  @Test
  void nobodyInTheGalleryIsUnknown() {
    vote(1, 1, 0);

    assertThat(search(0.05).person()).isEmpty();
    assertThat(search(0.05).similarity()).isNaN();
  }

  @Test
  void aCropThatAloneFindsSomebodyElseConfirmsNothing() {
    vote(1, 1, 0);
    vote(1, 0.9, 0.4);
    FaceIdentifier identifier =
        probe ->
            probe.similarity(template(1, 0)) > 0.95
                ? found(new Candidate(ANNA, 0.9f))
                : found(new Candidate(BERTA, 0.9f));

    Outcome outcome = Election.identify(ballot, identifier, 0, 0.05);

    assertThat(outcome.person()).contains(ANNA);
    assertThat(outcome.confirming()).hasSize(1);
  }

  @Test
  void aPoorCameraMakesTheSearchStricter() {
    vote(1, 1, 0);
    FaceIdentifier identifier = probe -> found(new Candidate(ANNA, 0.55f));

    assertThat(Election.identify(ballot, identifier, 0, 0.05).person()).contains(ANNA);
    assertThat(Election.identify(ballot, identifier, 0.1, 0.05).person()).isEmpty();
  }

  private Outcome search(double margin, Candidate... nearest) {
    return Election.identify(ballot, probe -> found(nearest), 0, margin);
  }

  private static Candidates found(Candidate... nearest) {
    return new Candidates(List.of(nearest), 9, Points.at(0.5));
  }

  private Outcome verify(double bound, FaceTemplate... enrolled) {
    return Election.verify(
        ballot,
        new FaceReference.Claimed(ANNA, List.of(enrolled), List.of()),
        comparisons -> bound);
  }

  private void vote(double weight, double x, double y) {
    ballot.add(new Crop(Embeddings.of("space", (float) x, (float) y), weight, Instant.EPOCH, 0));
  }

  private static FaceTemplate template(float x, float y) {
    return FaceTemplate.of("space", new float[] {x, y});
  }
}
