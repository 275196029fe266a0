// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;

/** Who asks in the moment in which a camera is given back. Readers run when the test says so. */
class StationLookTest {
  private final Queue<Runnable> readers = new ArrayDeque<>();
  private final StationLook look = new StationLook(readers::add);
  private final Camera camera = new Camera();

  @Test
  void whoeverAsksWhileTheCameraIsGivenBackIsLookedFor() throws Exception {
    camera.givenBack.add(() -> look.latest(camera));
    look.latest(camera);
    readers.remove().run();
    assertThat(camera.opened).isEqualTo(2);
    assertThat(readers).isEmpty();
  }

  @Test
  void nobodyIsLookedForWhoDidNotAsk() throws Exception {
    look.latest(camera);
    look.latest(camera);
    readers.remove().run();
    assertThat(camera.opened).isEqualTo(1);
    look.latest(camera);
    assertThat(readers).as("the next one begins anew").hasSize(1);
  }

  /** Asks, or does something else. */
  private interface Deed {
    void act() throws VestibuleException;
  }

  /** A camera whose pictures end at once. */
  private static final class Camera implements DoorStation, VideoFeed {
    private final Queue<Deed> givenBack = new ArrayDeque<>();
    private int opened;

    @Override
    public StationInfo info() {
      return new StationInfo(
          new StationId("front"), "Front", new DoorId("front-door"), true, false);
    }

    @Override
    public VideoFeed openVideo(VisitId visit) {
      opened++;
      return this;
    }

    @Override
    public AudioFeed openAudio(VisitId visit) {
      throw new UnsupportedOperationException("nobody listens here");
    }

    @Override
    public Optional<Frame> next(Duration patience) {
      return Optional.empty();
    }

    @Override
    public boolean ended() {
      return true;
    }

    @Override
    public void close() {
      Deed deed = givenBack.poll();
      if (deed != null) {
        try {
          deed.act();
        } catch (VestibuleException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
