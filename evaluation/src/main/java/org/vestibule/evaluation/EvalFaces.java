// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.vision.internal.point.ImpostorEvidence;

/**
 * {@code ./vestibule eval faces}: how often strangers are taken for a person, and people not for
 * themselves, on pictures of people (ISO/IEC 19795-1). Prints a table, then one {@code key=value} a
 * line; exit code 0 only if both rates were measured.
 */
public final class EvalFaces {
  private static final String HELP =
      """
      usage: ./vestibule eval faces --data DIR [OPTION ...]

      Measures false accepts and false rejects of the face models that serve.

        --data DIR        pictures of people: %s
        --detector PACK   the pack that finds the faces (default: the one that serves)
        --templates N     templates of a person that an attempt is compared with, 1 to 20 (default: 3)
        --folds N         a threshold is fitted on all folds of people but one, 2 to 20 (default: 5)
        --seed N          of the split into folds (default: 1)
        --any-pose        judge faces that the gateway would ask to look into the camera, too
        --svg FILE        where the DET curve goes (default: target/det.svg)

      Each threshold is judged on pairs with a person whom it was not fitted on. A picture without a face,
      or with one that the gateway would not judge for its pose or light, is a failure to acquire and counts
      in no rate. Size, sharpness and liveness are not checked, for research pictures would not pass.
      """
          .formatted(PeopleFolder.LAYOUT);

  private EvalFaces() {}

  /** Runs and exits: 0 measured, 1 not measured, 2 wrong use. */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) throws IOException {
    if (List.of(arguments).contains("--help")) {
      out.print(HELP);
      return 0;
    }
    try {
      List<String> options =
          List.of(
              "--packs",
              "--fixtures",
              "--data",
              "--detector",
              "--templates",
              "--folds",
              "--seed",
              "--svg");
      measure(new Arguments(arguments, options, List.of("--any-pose")), out, err);
      return 0;
    } catch (WrongUse e) {
      err.println(e.getMessage());
      return 2;
    } catch (VestibuleException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static void measure(Arguments arguments, PrintStream out, PrintStream err)
      throws WrongUse, IOException, VestibuleException {
    int templates = arguments.number("--templates", 3, 1, 20);
    int folds = arguments.number("--folds", 5, 2, 20);
    int seed = arguments.number("--seed", 1, 0, Integer.MAX_VALUE);
    Path svg = Path.of(arguments.text("--svg", "target/det.svg"));
    PeopleFolder folder = PeopleFolder.of(Path.of(arguments.text("--data")));
    try (FaceReader reader =
        new FaceReader(Path.of(arguments.text("--packs")), arguments.text("--detector", ""))) {
      List<List<FaceTemplate>> people = read(reader, folder, !arguments.has("--any-pose"), err);
      int faces = people.stream().mapToInt(List::size).sum();
      int fitted = people.size() - (people.size() + folds - 1) / folds;
      if (fitted < ImpostorEvidence.LEAST_PEOPLE || faces == people.size()) {
        throw new WrongUse(
            people.size()
                + " people with "
                + faces
                + " faces; needed: "
                + ImpostorEvidence.LEAST_PEOPLE
                + " people beside each of "
                + folds
                + " folds, and two pictures of somebody");
      }
      FaceScores scores = new FaceScores(people, folds, seed);
      out.printf(
          "%s: %d people, %d pictures, %d without a face that can be judged%n",
          reader.models(), people.size(), folder.pictures(), folder.pictures() - faces);
      FaceReport report = new FaceReport(out);
      report.points(scores);
      List<FaceScores.Errors> rarest = report.table(scores, templates);
      Path target = svg.toAbsolutePath();
      Files.createDirectories(target.getParent());
      Files.writeString(
          target, DetCurve.svg(reader.models(), scores.genuine(), scores.impostors().sorted()));
      out.println("DET curve: " + svg);
      out.println();
      report.line("failure_to_acquire", 1 - (double) faces / folder.pictures());
      report.inForce(reader, scores, templates);
      out.println("templates=" + templates);
      report.rates("_attempt", rarest.get(1));
      report.rates("", rarest.get(0));
    }
  }

  private static List<List<FaceTemplate>> read(
      FaceReader reader, PeopleFolder folder, boolean strict, PrintStream err)
      throws IOException, WrongUse, VestibuleException {
    List<List<FaceTemplate>> people = new ArrayList<>();
    int done = 0;
    for (List<Path> pictures : folder.people()) {
      List<FaceTemplate> faces = new ArrayList<>();
      for (Path picture : pictures) {
        reader.read(picture, strict).ifPresent(faces::add);
      }
      if (!faces.isEmpty()) {
        people.add(faces);
      }
      done++;
      if (done % 10 == 0 || done == folder.people().size()) {
        err.printf("%d of %d people read%n", done, folder.people().size());
      }
    }
    return people;
  }
}
