// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.api.face.FaceEvidence;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceShot;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;

/**
 * A verifier that is told what each picture shows, and counts as the contract says: so many
 * different pictures without an artefact in between, or so many artefacts.
 */
class PaperVerifier implements FaceVerifier {
  /** A look at one picture, which may fail. */
  interface Eye {
    FaceAnswer look(FaceReference reference, Frame frame) throws Exception;
  }

  /** Says whether the person is still there. */
  interface Follower {
    boolean follow(FaceEvidence evidence, Frame frame) throws Exception;
  }

  /** Changes what is told, to see what the engine makes of it. */
  interface Liar {
    FaceSighting bend(FaceSighting honest, Frame frame);
  }

  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger opened = new AtomicInteger();
  volatile Follower follower = (evidence, frame) -> true;
  volatile Liar liar = (honest, frame) -> honest;
  volatile Optional<FaceChallenge> challenge = Optional.empty();
  volatile Runnable closing = () -> {};
  volatile FaceWish wish;
  private final Eye eye;

  PaperVerifier(Eye eye) {
    this.eye = eye;
  }

  /** Returns what this verifier makes of a picture for whoever keeps it. */
  static FaceTemplate face(String space, int number) {
    return FaceTemplate.of(space, new float[] {1, number});
  }

  /** Returns the renewal of a picture, if it is one of somebody known by an older model. */
  Optional<FaceTemplate> renewal(FaceReference reference, Frame frame) {
    return Optional.empty();
  }

  @Override
  public FaceShot shot(Optional<StationId> camera, Frame frame) {
    throw new AssertionError("nobody enrols at the door");
  }

  @Override
  public FaceWatch watch(FaceWish wished) throws VestibuleException {
    wish = wished;
    open.incrementAndGet();
    opened.incrementAndGet();
    return new Watch(wished);
  }

  private final class Watch implements FaceWatch {
    private final FaceWish wished;
    private byte[] last = {};
    private int known;
    private int spoofs;
    private boolean closed;

    Watch(FaceWish wished) {
      this.wished = wished;
    }

    @Override
    public FaceSighting look(FaceReference reference, Frame frame) throws VestibuleException {
      require(!closed);
      FaceAnswer answer = seen(() -> eye.look(reference, frame));
      boolean repeated = Arrays.equals(last, frame.bytes());
      last = frame.bytes();
      return liar.bend(sum(answer, repeated, reference, frame), frame);
    }

    private FaceSighting sum(
        FaceAnswer answer, boolean repeated, FaceReference reference, Frame frame) {
      if (answer instanceof FaceAnswer.Spoof) {
        known = 0;
        return FaceSighting.of(answer, ++spoofs >= wished.spoofConfirmations(), challenge);
      }
      if (!(answer instanceof FaceAnswer.Known)) {
        return FaceSighting.of(answer, answer instanceof FaceAnswer.Unproven, challenge);
      }
      known += repeated ? 0 : 1;
      if (known < wished.confirmations()) {
        String why = "Seen in " + known + " pictures; needed: " + wished.confirmations();
        return FaceSighting.of(new FaceAnswer.PoorQuality(why, List.of()), false, challenge);
      }
      return new FaceSighting(
          answer,
          true,
          Optional.of(new FaceEvidence("t1", known, frame.capturedAt(), frame.capturedNanos())),
          Optional.empty(),
          Optional.of(face("m", frame.bytes()[0])),
          renewal(reference, frame));
    }

    @Override
    public boolean follow(FaceEvidence evidence, Frame frame) throws VestibuleException {
      require(!closed);
      return seen(() -> follower.follow(evidence, frame));
    }

    @Override
    public void close() {
      closed = true;
      open.decrementAndGet();
      closing.run();
    }
  }

  private static void require(boolean usable) {
    if (!usable) {
      throw new AssertionError("a closed watch is used");
    }
  }

  private interface Seeing<T> {
    T see() throws Exception;
  }

  private static <T> T seen(Seeing<T> seeing) throws VestibuleException {
    try {
      return seeing.see();
    } catch (VestibuleException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }
}
