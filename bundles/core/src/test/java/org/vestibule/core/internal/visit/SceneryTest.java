// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceBox;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;
import org.vestibule.api.station.Zone;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** Where faces are is told a few times a second, and that they are gone. */
class SceneryTest extends VisitFixture {
  private final PaperVerifier verifier =
      Building.verifier(frame -> new FaceAnswer.NoFace("No face", List.of()));

  @Test
  void whereNobodyTellsNothingIsTold() throws Exception {
    house.with(CoreKey.FACE_DEADLINE, 100).sees(verifier).visit(Building.CODE);
    assertThat(house.all(SceneObserved.class)).isEmpty();
  }

  @Test
  void itIsToldFiveTimesASecondAtMostAndOnceAtTheEnd() throws Exception {
    FaceBox box = new FaceBox("t1", 0.9, 0.1, 0.2, 0.3, 0.4);
    verifier.liar = (honest, frame) -> honest.at(List.of(box));
    house.front().frames = Integer.MAX_VALUE;
    long begun = System.nanoTime();
    VisitStory story = house.with(CoreKey.FACE_DEADLINE, 3000).sees(verifier).visit(Building.CODE);
    long tookMillis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    List<SceneObserved> told = house.all(SceneObserved.class);
    assertThat(told).hasSizeBetween(3, (int) (tookMillis / 200) + 2);
    assertThat(told.get(told.size() - 1).things()).isEmpty();
    assertThat(told.subList(0, told.size() - 1))
        .allSatisfy(
            scene -> {
              assertThat(scene.station()).isEqualTo(story.station());
              assertThat(scene.things())
                  .containsExactly(
                      new SceneObserved.Thing("t1", "face", 0.9, 0.1, 0.2, 0.3, 0.4, ""));
            });
  }

  @Test
  void whoStandsInAZoneIsToldWithItsNameAndWhoPassesOutsideIsNot() throws Exception {
    FaceBox before = new FaceBox("t1", 0.9, 0.1, 0.5, 0.2, 0.2);
    FaceBox passing = new FaceBox("t2", 0.8, 0.7, 0.1, 0.1, 0.1);
    house.front().zones = List.of(zone("entrance", 0, 0.4, 0.5, 1));
    verifier.liar = (honest, frame) -> honest.at(List.of(before, passing));
    house.front().frames = Integer.MAX_VALUE;
    house.with(CoreKey.FACE_DEADLINE, 3000).sees(verifier).visit(Building.CODE);
    List<SceneObserved> told = house.all(SceneObserved.class);
    assertThat(told.get(0).things())
        .containsExactly(
            new SceneObserved.Thing("t1", "face", 0.9, 0.1, 0.5, 0.2, 0.2, "entrance"));
    assertThat(told.get(told.size() - 1).things()).isEmpty();
  }

  @Test
  void whereOnlyPassersByAreSeenNothingIsTold() throws Exception {
    house.front().zones = List.of(zone("entrance", 0, 0.4, 0.5, 1));
    verifier.liar =
        (honest, frame) -> honest.at(List.of(new FaceBox("t2", 0.8, 0.7, 0.1, 0.1, 0.1)));
    house.front().frames = Integer.MAX_VALUE;
    house.with(CoreKey.FACE_DEADLINE, 600).sees(verifier).visit(Building.CODE);
    assertThat(house.all(SceneObserved.class)).isEmpty();
  }

  private static Zone zone(String name, double left, double top, double right, double bottom) {
    return new Zone(
        name,
        new Outline(
            List.of(
                new Corner(left, top),
                new Corner(right, top),
                new Corner(right, bottom),
                new Corner(left, bottom))));
  }
}
