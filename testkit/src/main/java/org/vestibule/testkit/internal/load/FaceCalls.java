// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.gate.Gate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;

/**
 * Verifies one enrolled person again and again, with pictures that the verifier knew at the
 * beginning: whoever answers anything else later has answered wrongly. Thread-safe.
 */
final class FaceCalls implements OpenLoop.Work {
  /** Fewer pictures would be one picture over and over. */
  private static final int LEAST_PICTURES = 3;

  /** Each call is a watch of its own that one picture decides. */
  private static final FaceWish ONE_PICTURE = new FaceWish(new StationId("load"), 1, 1);

  private final Gate<FaceVerifier> gate;
  private final Duration patience;
  private final FaceReference reference;
  private final List<byte[]> pictures = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Looks at every picture once and keeps those that are known.
   *
   * @throws IOException when fewer than three are, or nobody has the code
   */
  FaceCalls(Gate<FaceVerifier> gate, Gate<PeopleDirectory> people, LoadSettings settings)
      throws Exception {
    this.gate = gate;
    this.patience = settings.patience();
    PeopleDirectory directory = people.now().orElseThrow(people::empty);
    PersonId person =
        directory
            .find(new Claim(settings.code()))
            .orElseThrow(() -> new IOException("nobody is enrolled with the code"))
            .id();
    this.reference =
        new FaceReference.Claimed(person, directory.templates(person), directory.negatives(person));
    for (Path file : files(settings.pictures())) {
      byte[] picture = Files.readAllBytes(file);
      if (look(picture) instanceof FaceAnswer.Known) {
        pictures.add(picture);
      }
    }
    if (pictures.size() < LEAST_PICTURES) {
      throw new IOException(
          pictures.size()
              + " pictures in "
              + settings.pictures()
              + " show the enrolled person; at least "
              + LEAST_PICTURES
              + " are needed");
    }
    asked.set(0);
  }

  @Override
  public void call(int call) throws Exception {
    FaceAnswer answer = look(pictures.get(call % pictures.size()));
    if (!(answer instanceof FaceAnswer.Known)) {
      throw new IOException("wrong answer: " + answer.reason());
    }
  }

  /** Returns how often a verifier was asked, repetitions after a replacement included. */
  int asked() {
    return asked.get();
  }

  private FaceAnswer look(byte[] picture) throws Exception {
    Frame frame = new Frame(picture, Instant.now(), System.nanoTime());
    return gate.call(
        patience,
        verifier -> {
          asked.incrementAndGet();
          try (FaceWatch watch = verifier.watch(ONE_PICTURE)) {
            return watch.look(reference, frame).answer();
          }
        });
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }
}
