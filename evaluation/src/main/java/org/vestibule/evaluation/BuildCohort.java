// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.vision.internal.point.Cohort;
import org.vestibule.vision.internal.point.CohortFile;

/**
 * {@code ./vestibule eval cohort}: makes a cohort of impostors from pictures of people. No name and
 * no picture goes into it, and the order of the people is shuffled. Exit code 0 only if the file
 * was written and can be read.
 */
public final class BuildCohort {
  private static final String HELP =
      """
      usage: ./vestibule eval cohort --data DIR --out FILE --origin TEXT [OPTION ...]

      Makes a cohort of impostors: the faces that stand for strangers when a threshold is derived.

        --data DIR       pictures of people: %s
        --out FILE       where the cohort goes; data/cohorts/NAME.bin is found by the gateway
        --origin TEXT    where the pictures come from, for people; at most 500 bytes
        --licence SPDX   of the pictures (default: LicenseRef-private)
        --generated      no camera ever saw these people
        --detector PACK  the pack that finds the faces (default: the one that serves)
        --seed N         of the shuffle (default: 1)

      Ask these people first: their faces are biometric data, and a direction in an embedding space is
      enough to recognise them.
      """
          .formatted(PeopleFolder.LAYOUT);

  private BuildCohort() {}

  /** Runs and exits: 0 done, 1 not done, 2 wrong use. */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) throws IOException {
    if (List.of(arguments).contains("--help")) {
      out.print(HELP);
      return 0;
    }
    try {
      build(
          new Arguments(
              arguments,
              List.of(
                  "--packs",
                  "--fixtures",
                  "--data",
                  "--out",
                  "--origin",
                  "--licence",
                  "--detector",
                  "--seed"),
              List.of("--generated")),
          out);
      return 0;
    } catch (WrongUse e) {
      err.println(e.getMessage());
      return 2;
    } catch (VestibuleException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static void build(Arguments arguments, PrintStream out)
      throws WrongUse, IOException, VestibuleException {
    Path file = Path.of(arguments.text("--out"));
    PeopleFolder folder = PeopleFolder.of(Path.of(arguments.text("--data")));
    List<List<FaceTemplate>> people = new ArrayList<>();
    int missed = 0;
    String space;
    try (FaceReader reader =
        new FaceReader(Path.of(arguments.text("--packs")), arguments.text("--detector", ""))) {
      out.println("With " + reader.models());
      space = reader.space();
      for (List<Path> pictures : folder.people()) {
        List<FaceTemplate> faces = new ArrayList<>();
        for (Path picture : pictures) {
          reader.read(picture, false).ifPresent(faces::add);
        }
        missed += pictures.size() - faces.size();
        if (!faces.isEmpty()) {
          people.add(faces);
        }
      }
    }
    if (people.size() < 2) {
      throw new WrongUse(people.size() + " people with a face; a cohort needs two at least");
    }
    Collections.shuffle(people, new Random(arguments.number("--seed", 1, 0, Integer.MAX_VALUE)));
    Cohort cohort =
        new Cohort(
            space,
            arguments.text("--origin"),
            arguments.text("--licence", "LicenseRef-private"),
            arguments.has("--generated"),
            people);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, CohortWriter.bytes(cohort));
    CohortFile.read(file).in(space);
    out.println("people=" + people.size());
    out.println("faces=" + people.stream().mapToInt(List::size).sum());
    out.println("not_found=" + missed);
    out.println("bytes=" + Files.size(file));
  }
}
