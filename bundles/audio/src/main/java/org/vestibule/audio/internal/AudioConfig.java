// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What a person may set. {@link Settings} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = AudioConfig.PID,
    name = "Vestibule audio",
    description = "When a visitor's sentence begins and ends, and when its text is believed")
@interface AudioConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.audio";

  @AttributeDefinition(
      name = "Silence that ends a sentence (ms)",
      description =
          "Shorter answers sooner; longer lets people think. Milliseconds, 200 to 2000, default 600",
      min = "200",
      max = "2000")
  int silenceHangoverMillis() default 600;

  @AttributeDefinition(
      name = "Least silence that ends a sentence (ms)",
      description =
          "The silence adapts to the speaker's pauses and to what is expected; it does not fall"
              + " below this, or below the configured one where that is shorter. Milliseconds, 200"
              + " to 2000, default 350",
      min = "200",
      max = "2000")
  int leastHangoverMillis() default 350;

  @AttributeDefinition(
      name = "Most silence that ends a sentence (ms)",
      description =
          "The silence adapts to the speaker's pauses and to what is expected; it does not rise"
              + " above this, or above the configured one where that is longer. Milliseconds, 200"
              + " to 3000, default 1000",
      min = "200",
      max = "3000")
  int mostHangoverMillis() default 1000;

  @AttributeDefinition(
      name = "Shortest speech (ms)",
      description =
          "Voiced sound shorter than this is a knock or a cough. Milliseconds, 64 to 2000, default"
              + " 250",
      min = "64",
      max = "2000")
  int minSpeechMillis() default 250;

  @AttributeDefinition(
      name = "Pre-roll (ms)",
      description =
          "Sound kept from before the first voiced chunk, so that a soft first consonant is not"
              + " lost. Milliseconds, 0 to 1000, default 200",
      min = "0",
      max = "1000")
  int preRollMillis() default 200;

  @AttributeDefinition(
      name = "Speech threshold",
      description =
          "Probability from which a chunk counts as speech; 0.15 below it the chunk counts as"
              + " silence. No unit, 0.2 to 0.95, default 0.5",
      type = AttributeType.DOUBLE,
      min = "0.2",
      max = "0.95")
  double speechThreshold() default 0.5;

  @AttributeDefinition(
      name = "Longest sentence (s)",
      description = "A longer one is cut and recognised. Seconds, 2 to 60, default 20",
      min = "2",
      max = "60")
  int maxUtteranceSeconds() default 20;

  @AttributeDefinition(
      name = "Least confidence",
      description =
          "A text below it counts as not understood and is given empty. No unit, 0 to 0.99,"
              + " default 0.2",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "0.99")
  double minConfidence() default 0.2;

  @AttributeDefinition(
      name = "Hearings at the same time",
      description = "One more is refused with recogniser-busy. Count, 1 to 16, default 4",
      min = "1",
      max = "16")
  int maxConcurrent() default 4;

  @AttributeDefinition(
      name = "Partial texts (ms)",
      description =
          "A partial text is tried after this much new voiced sound, while nobody waits for a"
              + " final one; 0 for none. Milliseconds, 0 to 5000, default 600",
      min = "0",
      max = "5000")
  int partialMillis() default 600;

  @AttributeDefinition(
      name = "Beam width",
      description =
          "Readings that are followed where alternatives are wanted: the number of an apartment, a"
              + " name. Count, 1 to 8, default 4",
      min = "1",
      max = "8")
  int beamWidth() default 4;

  @AttributeDefinition(
      name = "Second look",
      description =
          "Whether an utterance that was understood with doubt is recognised in three more views,"
              + " the surest of which counts. Fewer wrong words from narrow-band stations in our"
              + " recordings, none from others; costs three more recognitions. Default false",
      type = AttributeType.BOOLEAN)
  boolean secondLook() default false;

  @AttributeDefinition(
      name = "Denoiser in front of the recogniser",
      description =
          "Denoised sound is recognised worse as a rule. 'suppressor' is refused unless an"
              + " evaluation on this site's sound shows that it helps the model that serves; off or"
              + " suppressor, default off",
      options = {
        @Option(label = "off", value = "off"),
        @Option(label = "suppressor", value = "suppressor")
      })
  String recogniserDenoiser() default "off";
}
