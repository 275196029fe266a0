// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceQuality;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;

/**
 * Enrols a person from three to five pictures, with guidance after each. A picture is gone as soon
 * as it was looked at; what was made of it is gone when the enrolment is cancelled or expires.
 * Thread-safe.
 */
@ProviderType
public interface EnrolmentDesk {
  /**
   * Begins.
   *
   * @throws VestibuleException {@code consent-missing}, {@code code-taken}, {@code name-invalid} or
   *     {@code enrolments-busy} when too many are open
   */
  EnrolmentProgress open(Enrolment enrolment) throws VestibuleException;

  /**
   * Looks at one picture. What is wrong with a picture is advice and no error; only a wrong ticket
   * or a missing capability is.
   *
   * @throws VestibuleException {@code unknown-enrolment}, {@code enrolment-in-use} while another
   *     picture of it is looked at, {@code model-*}, {@code vision-busy}
   */
  EnrolmentProgress look(String ticket, Optional<StationId> camera, Frame frame)
      throws VestibuleException;

  /** Returns how far it is. */
  Optional<EnrolmentProgress> progress(String ticket);

  /**
   * Enrols the person.
   *
   * @param acceptLookAlike whether somebody has looked and says that these are two people
   * @throws VestibuleException {@code unknown-enrolment}, {@code enrolment-incomplete}, {@code
   *     shots-differ} (not all of one person), {@code face-enrolled} (the same face under another
   *     name), {@code look-alike} (too near to somebody else, unless accepted), or what {@link
   *     PeopleDirectory#enrol} refuses
   */
  Person finish(String ticket, boolean acceptLookAlike) throws VestibuleException;

  /**
   * Enrols the person at once from pictures that exist already, each of which becomes a template.
   * They must be good and of one person; how many and how different they are is the choice of
   * whoever sends them. One that was taken with guidance is better.
   *
   * @param pictures 1 to 10
   * @throws VestibuleException as {@link #open}, {@link #look} and {@link #finish}, and what {@link
   *     org.vestibule.api.face.FaceVerifier#shot} says of a picture, naming the picture
   */
  Person enrol(Enrolment enrolment, List<Frame> pictures, boolean acceptLookAlike)
      throws VestibuleException;

  /** Forgets it; returns whether there was one. */
  boolean cancel(String ticket);

  /**
   * How far an enrolment is.
   *
   * @param ticket names it; a secret
   * @param kept pictures that were good and different enough
   * @param least how many are needed
   * @param most how many are taken
   * @param last what was said of the last picture
   * @param expiresAt when it is forgotten
   */
  record EnrolmentProgress(
      String ticket, int kept, int least, int most, Optional<ShotAdvice> last, Instant expiresAt) {}

  /**
   * What was said of one picture.
   *
   * @param kept whether it counts
   * @param code stable, for example {@code poor-quality}, {@code turn-a-little} or {@code kept}
   * @param sentence what the person is to do next
   * @param quality what was measured, if a face was found
   */
  record ShotAdvice(boolean kept, String code, String sentence, Optional<FaceQuality> quality) {}
}
