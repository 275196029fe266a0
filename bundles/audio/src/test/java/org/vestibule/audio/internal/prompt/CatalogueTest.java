// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.speech.SpokenPrompt;

class CatalogueTest {
  /** A visitor does not wait for more. */
  private static final double LONGEST_SECONDS = 10;

  private final Catalogue catalogue = new Catalogue();

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "es", "it"})
  void everySentenceHasTheSoundThatSaysIt(String language) throws Exception {
    String spoken = Files.readString(Path.of("prompts", language + ".sha256"));
    Locale locale = Locale.forLanguageTag(language);
    for (Prompt prompt : Prompt.values()) {
      SpokenPrompt said = catalogue.say(prompt, locale);
      assertThat(said.language()).as(prompt.word()).isEqualTo(locale);
      assertThat(spoken)
          .as("%s.properties was changed: run bundles/audio/prompts/render.sh", language)
          .contains(sha256(said.sentence()) + "  " + prompt.word() + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "es", "it"})
  void everySoundIsLoudWithoutClippingAndNeitherEmptyNorEndless(String language) {
    for (Prompt prompt : Prompt.values()) {
      SpokenPrompt said = catalogue.say(prompt, Locale.forLanguageTag(language));
      double seconds = said.samples().length / (double) said.format().sampleRate();
      int letters = said.sentence().length();
      assertThat(seconds)
          .as(language + " " + prompt.word())
          .isBetween(0.25, Math.min(LONGEST_SECONDS, 0.8 + 0.12 * letters));
      assertThat(peak(said)).as(language + " " + prompt.word()).isBetween(18_000, 29_000);
      assertThat(Math.abs(said.samples()[0])).as("a click at the beginning").isLessThan(500);
    }
  }

  @Test
  void aRegionGetsItsLanguageAndAnUnknownLanguageEnglish() {
    assertThat(catalogue.say(Prompt.BLINK, Locale.forLanguageTag("de-CH")).sentence())
        .isEqualTo("Bitte blinzeln Sie.");
    SpokenPrompt unknown = catalogue.say(Prompt.BLINK, Locale.JAPANESE);
    assertThat(unknown.language()).isEqualTo(Locale.ENGLISH);
    assertThat(unknown.sentence()).isEqualTo("Please blink.");
    assertThat(catalogue.say(Prompt.BLINK, Locale.ROOT).language()).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void accentsSurviveAndASoundIsDecodedOnce() {
    assertThat(catalogue.say(Prompt.ZERO, Locale.FRENCH).sentence()).isEqualTo("zéro");
    assertThat(catalogue.say(Prompt.OPENED, Locale.GERMAN))
        .isSameAs(catalogue.say(Prompt.OPENED, Locale.GERMANY));
  }

  @Test
  void theGreetingSaysThatItIsAMachineAndHowAPersonIsReached() {
    assertThat(catalogue.say(Prompt.GREETING, Locale.US).sentence())
        .contains("automatic assistant", "person", "press zero", "ring again");
  }

  @Test
  void aFileThatIsNoPromptIsRefusedAndNotHeardAsNoise() throws IOException {
    byte[] file = file("/prompts/en/one.wav");
    assertThatThrownBy(() -> ImaAdpcm.decode(new byte[5], 16_000)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ImaAdpcm.decode(file, 8000)).hasMessageContaining("8000 Hz");
    assertThatThrownBy(() -> ImaAdpcm.decode(Arrays.copyOf(file, 900), 16_000))
        .hasMessage("broken off after 900 bytes");
    assertThatThrownBy(() -> ImaAdpcm.decode(Arrays.copyOf(file, 12), 16_000))
        .hasMessage("no sound in it");
  }

  private static byte[] file(String path) throws IOException {
    try (InputStream in = CatalogueTest.class.getResourceAsStream(path)) {
      return in.readAllBytes();
    }
  }

  private static int peak(SpokenPrompt said) {
    short[] samples = said.samples();
    return IntStream.range(0, samples.length).map(i -> Math.abs(samples[i])).max().orElse(0);
  }

  private static String sha256(String text) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
