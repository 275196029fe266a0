// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.face.FaceQuality;
import org.vestibule.api.face.FaceShot;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.EnrolmentDesk.EnrolmentProgress;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.core.internal.people.MemoryPeople;

/**
 * A desk among fakes. A face is an angle on a circle, so that the cosine of two faces is that of
 * the angle between them; the threshold is 0.5, which is 60 degrees.
 */
final class EnrolmentFixture implements AutoCloseable {
  static final double THRESHOLD = 0.5;
  static final int ADA = 0;
  static final int STRANGER = 90;
  static final int TWIN = 40;
  static final int COUSIN = 64;

  final EnrolmentRooms rooms = new EnrolmentRooms();
  final List<AuditEntry> trail = new ArrayList<>();
  final MemoryPeople people;
  final AtomicLong nanos = new AtomicLong();
  Runnable onRecord = () -> {};
  final PaperConsents consents = new PaperConsents();
  final Eye eye = new Eye("m");
  final MemoryEnrolments desk =
      new MemoryEnrolments(
          rooms, nanos::get, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

  EnrolmentFixture() {
    AuditTrail audit = new Trail();
    people = new MemoryPeople(audit, person -> {});
    rooms.bindPeople(people);
    rooms.bindConsents(consents);
    rooms.bindLaw(consents);
    rooms.bindAudit(audit);
    rooms.bindFaces(eye);
    rooms.bindThresholds(new Points());
  }

  @Override
  public void close() {
    desk.deactivate();
  }

  /** A picture of a face at an angle, looking so far to the left. */
  static Frame face(int angle, int yaw) {
    return frame("face " + angle + " " + yaw, 0);
  }

  static Frame frame(String what, long capturedNanos) {
    return new Frame(what.getBytes(), Instant.EPOCH, capturedNanos);
  }

  static Enrolment enrolment(String id, String code) {
    return new Enrolment(
        new PersonId(id), id, "1", new Claim(code), Set.of(new DoorId("front-door")), "form");
  }

  /** Opens an enrolment and returns its ticket. */
  String open(String id, String code) throws VestibuleException {
    return desk.open(enrolment(id, code)).ticket();
  }

  EnrolmentProgress look(String ticket, Frame frame) throws VestibuleException {
    return desk.look(ticket, Optional.empty(), frame);
  }

  EnrolmentProgress lookLive(String ticket, Frame frame) throws VestibuleException {
    return desk.look(ticket, Optional.of(new StationId("front")), frame);
  }

  /** Shows three good views of a face. */
  void showThree(String ticket, int angle) throws VestibuleException {
    for (int yaw : new int[] {0, 8, -8}) {
      look(ticket, face(angle, yaw));
    }
  }

  void enrol(String id, String code, int angle) throws VestibuleException {
    String ticket = open(id, code);
    showThree(ticket, angle);
    desk.finish(ticket, false);
  }

  static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Reads pictures that say what they show: a face, or the code of what is wrong with them. */
  static final class Eye implements FaceVerifier {
    private final String space;
    volatile Runnable before = () -> {};

    Eye(String space) {
      this.space = space;
    }

    @Override
    public FaceWatch watch(FaceWish wish) {
      throw new AssertionError("nobody comes to the door");
    }

    @Override
    public FaceShot shot(Optional<StationId> camera, Frame frame) throws VestibuleException {
      before.run();
      String[] words = new String(frame.bytes()).split(" ");
      if (!words[0].equals("face")) {
        throw new VestibuleException(words[0], "picture", "it", "another", "Do " + words[0]);
      }
      double angle = Math.toRadians(Integer.parseInt(words[1]));
      FaceTemplate template =
          FaceTemplate.of(space, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
      return new FaceShot(
          template, new FaceQuality(200, 120, 40, 30, Integer.parseInt(words[2]), 0, 0, 0, 0.9));
    }
  }

  private static final class Points implements FaceThresholds {
    @Override
    public OperatingPoint point(String space, int comparisons) {
      return new OperatingPoint(
          space,
          1e-5,
          comparisons,
          THRESHOLD,
          OperatingPoint.Proof.CONFIGURED,
          OperatingPoint.Cohort.NONE,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Instant.EPOCH,
          "Set by a person");
    }

    @Override
    public List<OperatingPoint> inForce() {
      return List.of();
    }
  }

  private final class Trail implements AuditTrail {
    @Override
    public AuditEntry record(String actor, String action, Map<String, String> details) {
      AuditEntry entry =
          new AuditEntry(trail.size() + 1, Instant.EPOCH, actor, "inside", action, details, "", "");
      trail.add(entry);
      onRecord.run();
      return entry;
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      return trail;
    }

    @Override
    public long verify() {
      return trail.size();
    }
  }
}
