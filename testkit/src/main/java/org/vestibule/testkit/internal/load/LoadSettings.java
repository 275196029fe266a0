// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * Which load is made.
 *
 * @param run its name, and that of its results; empty makes none
 * @param pictures a folder with pictures of the person whose code is given
 * @param code the claim
 * @param facesPerSecond face verifications due in a second
 * @param chunksPerSecond chunks of sound judged in a second
 * @param patience what a call waits for a service that is being replaced
 */
record LoadSettings(
    String run,
    Path pictures,
    String code,
    int facesPerSecond,
    int chunksPerSecond,
    Duration patience) {
  static final String PID = "org.vestibule.testkit.load";

  private static final List<String> KEYS =
      List.of("run", "pictures", "code", "facesPerSecond", "chunksPerSecond", "patienceMillis");

  /** The form that consoles show for this configuration. */
  @ObjectClassDefinition(name = "Load", description = "For measurements only, never in a building")
  @interface Form {
    /** Names the run. */
    @AttributeDefinition(
        name = "Run",
        description =
            "Name of the run and of its results, load/<run>.jsonl in the data folder; another name"
                + " ends it, none makes no load",
        required = false)
    String run() default "";

    /** Where the pictures lie. */
    @AttributeDefinition(
        name = "Pictures",
        description = "Folder with JPEG files of the person whose code is given",
        required = false)
    String pictures() default "";

    /** Whose face is verified. */
    @AttributeDefinition(
        name = "Code",
        description = "Code of an enrolled person",
        type = AttributeType.PASSWORD,
        required = false)
    String code() default "";

    /** Face verifications. */
    @AttributeDefinition(
        name = "Faces",
        description = "Face verifications due in a second (1/s)",
        type = AttributeType.INTEGER,
        min = "1",
        max = "200")
    int facesPerSecond() default 20;

    /** Chunks of sound. */
    @AttributeDefinition(
        name = "Chunks",
        description = "Chunks of sound, 32 ms each, judged in a second (1/s)",
        type = AttributeType.INTEGER,
        min = "1",
        max = "1000")
    int chunksPerSecond() default 50;

    /** The deadline of a call. */
    @AttributeDefinition(
        name = "Patience",
        description = "What a call waits for a service that is being replaced (ms)",
        type = AttributeType.INTEGER,
        min = "0",
        max = "30000")
    int patienceMillis() default 5000;
  }

  /**
   * Reads and checks a configuration.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static LoadSettings of(Map<String, ?> given) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PID, given, KEYS);
    return new LoadSettings(
        reader.name("run", "", "swaps"),
        Path.of(reader.text("pictures", 4096, "")),
        reader.text("code", 32, ""),
        reader.integer("facesPerSecond", 1, 200, 20),
        reader.integer("chunksPerSecond", 1, 1000, 50),
        Duration.ofMillis(reader.integer("patienceMillis", 0, 30_000, 5000)));
  }
}
