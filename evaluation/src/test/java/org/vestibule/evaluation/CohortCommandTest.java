// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.vision.internal.point.Cohort;
import org.vestibule.vision.internal.point.CohortFile;

class CohortCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int build(String... arguments) throws Exception {
    return BuildCohort.run(arguments, new PrintStream(out), new PrintStream(err));
  }

  private int measure(String... arguments) throws Exception {
    return EvalFaces.run(arguments, new PrintStream(out), new PrintStream(err));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  @Test
  void wrongUseIsNamed() throws Exception {
    assertThat(build("--data", folder.toString())).isEqualTo(2);
    assertThat(text(err)).contains("--out is needed");
    assertThat(measure("--data", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(text(err)).contains("none is no folder", "DIR/<person>/<picture>");
    assertThat(measure("--data", folder.toString())).isEqualTo(2);
    assertThat(text(err)).contains("has no pictures");
    assertThat(measure("--data", folder.toString(), "--folds", "1")).isEqualTo(2);
    assertThat(text(err)).contains("--folds is '1'; allowed: 2 to 20");
    assertThat(measure("--dat", "x")).isEqualTo(2);
    assertThat(text(err)).contains("unknown option '--dat'");
  }

  @Test
  void helpSaysWhatLiesThere() throws Exception {
    assertThat(build("--help")).isZero();
    assertThat(measure("--help")).isZero();
    assertThat(text(out)).contains("eval cohort --data DIR", "eval faces --data DIR");
  }

  @Test
  void peopleAreFoldersAndPicturesBesideThemAreOnesOfTheirOwn() throws Exception {
    Files.createDirectories(folder.resolve("anna"));
    Files.writeString(folder.resolve("anna/1.pgm"), "");
    Files.writeString(folder.resolve("anna/2.PNG"), "");
    Files.writeString(folder.resolve("ben.jpg"), "");
    Files.writeString(folder.resolve("README"), "");

    assertThat(PeopleFolder.of(folder).people()).extracting(List::size).containsExactly(2, 1);
  }

  @Test
  void whatIsWrittenIsReadAlmostAsItWas() throws Exception {
    Random random = new Random(1);
    float[] first = new float[512];
    float[] second = new float[512];
    for (int i = 0; i < 512; i++) {
      first[i] = (float) random.nextGaussian();
      second[i] = (float) random.nextGaussian();
    }
    FaceTemplate one = FaceTemplate.of("s", first);
    FaceTemplate other = FaceTemplate.of("s", second);
    Cohort cohort =
        new Cohort("s", "two made up", "CC0-1.0", true, List.of(List.of(one), List.of(other)));
    Path file = folder.resolve("c.bin");
    Files.write(file, CohortWriter.bytes(cohort));

    Cohort read = CohortFile.read(file).in("s");
    assertThat(read.origin()).isEqualTo("two made up");
    assertThat(read.people().get(0).get(0).similarity(one)).isGreaterThan(0.9995f);
    assertThat(read.people().get(0).get(0).similarity(other))
        .isBetween(one.similarity(other) - 0.003f, one.similarity(other) + 0.003f);
  }
}
