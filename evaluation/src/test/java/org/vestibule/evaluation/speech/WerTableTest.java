// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.audio.internal.recognise.Reading;
import org.vestibule.audio.internal.recognise.Transcript;
import org.xml.sax.InputSource;

class WerTableTest {
  private static final List<Sentence> SPOKEN =
      List.of(
          new Sentence("one", new float[1], "open the door please"),
          new Sentence("two", new float[2], "help"));

  private final Answers answers = new Answers();
  @TempDir Path folder;

  /** Hears the first sentence only; {@code base} makes one mistake in it. */
  @BeforeEach
  void measured() throws Exception {
    for (String name : List.of("base", "base_rnnoise")) {
      String heard = name.equals("base") ? "open the floor please" : "open the door please";
      Listener listener =
          new Listener(
              name,
              sound ->
                  new Transcript(
                      List.of(new Reading(sound.length == 1 ? heard : "", new int[0], 0, 0)),
                      0,
                      0,
                      0,
                      0));
      for (String noise : List.of("pink", "babble")) {
        answers.measure(
            listener, new Condition(Condition.WIDEBAND, noise, OptionalInt.of(10), SPOKEN));
      }
    }
  }

  @Test
  void keysNameBandNoiseRatioAndTheListenersBehindTheFirst() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    WerTable table = new WerTable(answers, new Bootstrap(1));
    table.print(new PrintStream(text, true, StandardCharsets.UTF_8));
    table.printKeys(new PrintStream(text, true, StandardCharsets.UTF_8));
    assertThat(text.toString(StandardCharsets.UTF_8))
        .contains(
            "base_rnnoise against base, wideband with noise: -20.0 points",
            "wer_wideband_pink_10=40.00\n",
            "wer_wideband_10=40.00\n",
            "wer_wideband_babble_10_base_rnnoise=20.00\n");
  }

  @Test
  void theCurveIsAPictureWithATitleAndADescriptionInWords() throws Exception {
    String svg = WerCurve.svg("base", "moonshine-base@1", answers);
    var picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
        .contains("moonshine-base@1");
    assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
        .contains("wideband pink: 10 dB 40.0.");
    assertThat(svg).contains("prefers-color-scheme: dark");
  }

  @Test
  void theResultOfADenoiserAddsUpASentenceOverItsNoises() throws Exception {
    Path file = folder.resolve("evaluations/speech-denoiser.properties");
    new DenoiserResult(
            "moonshine-base@1",
            "rnnoise",
            answers.over("base", condition -> true),
            answers.over("base_rnnoise", condition -> true))
        .write(file, new Bootstrap(1));
    Properties result = new Properties();
    result.load(Files.newBufferedReader(file));
    assertThat(result)
        .containsEntry("model", "moonshine-base@1")
        .containsEntry("denoiser", "rnnoise")
        .containsEntry("n_words", "10")
        .containsEntry("wer_without", "40.000")
        .containsEntry("wer_with", "20.000");
    // Two sentences, one of them no better: the bound is no gain.
    assertThat(result.getProperty("wer_difference_upper95")).isEqualTo("0.000");
  }
}
