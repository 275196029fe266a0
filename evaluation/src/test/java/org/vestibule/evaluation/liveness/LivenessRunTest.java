// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivenessRunTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return LivenessRun.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        List.of(arguments));
  }

  @Test
  void aWrongCommandLineNamesWhatIsWrong(@TempDir Path folder) {
    String there = folder.toString();

    assertThat(run("--packs", there)).isEqualTo(2);
    assertThat(run("--packs", there, "--fixtures", there + "/absent")).isEqualTo(2);
    assertThat(run("--packs", there, "--fixtures", there, "--sources", "51")).isEqualTo(2);
    assertThat(run("--packs")).isEqualTo(2);
    assertThat(run("--best")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("no --fixtures", "absent", "--sources 51", "1 to 50", "--best")
        .doesNotContain("\tat ");
  }

  @Test
  void withoutModelsNothingIsMeasured(@TempDir Path folder) {
    assertThat(run("--packs", folder.toString(), "--fixtures", folder.toString())).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("apcer_max");
  }

  @Test
  void helpSaysWhatLiesWhere() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("DIR/attack/SPECIES", "image_F");
  }

  @Test
  void folderOfFramesIsOnePresentation(@TempDir Path folder) throws Exception {
    Path frames = Files.createDirectory(folder.resolve("visit"));
    Files.write(frames.resolve("2.jpg"), new byte[] {2});
    Files.write(frames.resolve("1.png"), new byte[] {1});
    Files.write(frames.resolve("notes.txt"), new byte[] {9});
    Files.write(folder.resolve("one.jpeg"), new byte[] {3});

    assertThat(Sources.entries(folder)).hasSize(2);
    assertThat(Sources.pictures(frames)).containsExactly(new byte[] {1}, new byte[] {2});
    assertThat(Sources.entries(folder.resolve("absent"))).isEmpty();
  }

  @Test
  void theHalvesShareNoPortrait() throws Exception {
    List<String> tuning = Sources.portraits(true, 50).stream().map(Sources.Named::name).toList();
    List<String> report = Sources.portraits(false, 50).stream().map(Sources.Named::name).toList();

    assertThat(tuning).hasSize(50).doesNotContainAnyElementsOf(report);
    assertThat(report).hasSize(50);
  }

  @Test
  void boundsAreThoseOfClopperAndPearson() {
    // Values of R 4: binom.test(k, n)$conf.int.
    assertThat(new ErrorRate(0, 10).upper()).isCloseTo(0.3084971, within(1e-6));
    assertThat(new ErrorRate(3, 20).lower()).isCloseTo(0.0320709, within(1e-6));
    assertThat(new ErrorRate(3, 20).upper()).isCloseTo(0.3789268, within(1e-6));
    assertThat(new ErrorRate(2, 2).lower()).isCloseTo(0.1581139, within(1e-6));
    assertThat(new ErrorRate(2, 2).upper()).isEqualTo(1);
    assertThat(new ErrorRate(0, 0).value()).isNaN();
  }

  @Test
  void whatIsNotDecidedIsNoErrorAndIsCounted() {
    LivenessReport report = new LivenessReport(List.of("only", "first 3 votes"));
    report.add(attack(), judged(Answer.NONE));
    report.add(attack(), judged(Answer.BONA_FIDE));
    report.add(attack(), judged(Answer.ATTACK));
    report.add(attack(), judged(Answer.ATTACK));
    assertThat(report.complete()).isFalse();
    report.add(living("bona-fide-video"), judged(Answer.BONA_FIDE));
    report.add(living("bona-fide-video"), judged(Answer.NONE));
    report.add(living(LivenessReport.CONTROL), judged(Answer.ATTACK));
    assertThat(report.complete()).isTrue();

    report.print(new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("apcer_own_print=0.2500", "n_own_print=4", "bpnrr=0.5000")
        .endsWith(String.join(System.lineSeparator(), "apcer_max=0.2500", "bpcer=0.0000", ""));
  }

  private static Presentation attack() {
    return new Presentation("own-print", "a", true, List::of);
  }

  private static Presentation living(String group) {
    return new Presentation(group, "b", false, List::of);
  }

  private static Judge.Judgement judged(Answer answer) {
    return new Judge.Judgement(List.of(answer, answer), "");
  }
}
