// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever takes the data folder, or the memory of a locked gateway, finds no byte of a template.
 */
class CanaryTest {
  @TempDir Path root;

  @Test
  void noFileAndNoHeapOfALockedVaultHoldsATemplateOrAKey() throws Exception {
    Path house = Files.createDirectories(root.resolve("house"));
    Path out = Files.createDirectories(root.resolve("out"));
    run(house, out);
    Map<String, byte[]> keys = keys(house, out);
    Map<String, byte[]> forms = new LinkedHashMap<>(Canary.forms());
    forms.putAll(keys);

    for (Path file : files(house.resolve("data"))) {
      assertThat(found(file, forms)).as(file.toString()).isEmpty();
    }
    // What is open can be found: otherwise the search itself would be at fault.
    assertThat(found(out.resolve("open.hprof"), forms))
        .contains("floats, little-endian", "key of key-0", "secret of the key file");
    assertThat(found(out.resolve("locked.hprof"), forms)).isEmpty();
  }

  @Test
  void theSearchFindsEachFormInWhichATemplateMightLie() throws Exception {
    byte[] template = Canary.template();
    Map<String, byte[]> forms = Canary.forms();
    for (Map.Entry<String, byte[]> form : Canary.of("x", template).entrySet()) {
      Path file = Files.write(root.resolve("file"), form.getValue());
      assertThat(found(file, forms)).as(form.getKey()).isNotEmpty();
    }
    Path text = Files.writeString(root.resolve("text"), Arrays.toString(Canary.floats()));
    assertThat(found(text, forms)).contains("text of value 100");
  }

  private static void run(Path house, Path out) throws Exception {
    Path log = Files.createDirectories(house.resolve("data/log")).resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-cp",
                System.getProperty("java.class.path"),
                CanaryHouse.class.getName(),
                house.toString(),
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
  }

  private static Map<String, byte[]> keys(Path house, Path out) throws Exception {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    for (int at = 0; at < 4; at++) {
      byte[] key = Files.readAllBytes(out.resolve("key-" + at));
      for (int of = 0; of < key.length; of++) {
        key[of] ^= (byte) 0xa5;
      }
      keys.putAll(Canary.of("key of key-" + at, key));
    }
    char[] secret = Files.readString(house.resolve("data.key")).toCharArray();
    keys.put("secret of the key file", wide(secret));
    keys.putAll(
        Canary.of("secret of the key file, bytes", Files.readAllBytes(house.resolve("data.key"))));
    DeviceFile device = new DeviceFile(new OwnerFile(house.resolve("data/secrets/device.p12")));
    List<String> names = device.names();
    assertThat(names).hasSize(1);
    keys.putAll(Canary.of("device key", device.key(names.get(0), secret)));
    return keys;
  }

  /** As a heap dump has an array of characters. */
  private static byte[] wide(char[] text) {
    byte[] bytes = new byte[2 * text.length];
    for (int at = 0; at < text.length; at++) {
      bytes[2 * at + 1] = (byte) text[at];
    }
    return bytes;
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).map(file -> file.toFile()).map(File::getName).contains("keyring", "record");
      return all;
    }
  }

  private static List<String> found(Path file, Map<String, byte[]> forms) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    return forms.entrySet().stream()
        .filter(form -> Canary.contains(bytes, form.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
