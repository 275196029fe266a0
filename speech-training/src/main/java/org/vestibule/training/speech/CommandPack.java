// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;

/** The pack's folder in the source tree: its head, and what its manifest says of it. */
final class CommandPack {
  /** The pack. */
  static final String NAME = "voice-commands";

  private static final Pattern RELEASE = Pattern.compile("(\"release\": )(\\d+)");
  private static final Pattern VERSION = Pattern.compile("(\"version\": \"1\\.)(\\d+)");
  private static final Pattern THRESHOLD = Pattern.compile("(\"threshold\": )[0-9.]+");
  private static final Pattern HEAD =
      Pattern.compile(
          "(\"path\": \"head.bin\",\\s+\"role\": \"head\",\\s+\"bytes\": )\\d+"
              + "(,\\s+\"sha256\": \")[0-9a-f]*");

  private CommandPack() {}

  /**
   * Writes a head into the source tree. Another head is another release; the same head again
   * changes nothing.
   *
   * @param root the source tree
   * @return whether something was written
   * @throws VestibuleException {@code model-manifest-invalid}
   */
  static boolean write(Path root, byte[] head, double threshold)
      throws IOException, VestibuleException {
    Path folder = root.resolve("models").resolve(NAME);
    Path file = folder.resolve("head.bin");
    Path manifest = folder.resolve("model.json");
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), head)) {
      return false;
    }
    String text = Files.readString(manifest);
    text = next(text, RELEASE);
    text = next(text, VERSION);
    String number = String.format(Locale.ROOT, "%.2f", threshold);
    text = replaced(text, THRESHOLD, "$1" + number);
    text = replaced(text, HEAD, "$1" + head.length + "$2" + sha256(head));
    Files.write(file, head);
    Files.write(manifest, text.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private static String next(String text, Pattern pattern) throws VestibuleException {
    Matcher found = pattern.matcher(text);
    int number = found.find() ? Integer.parseInt(found.group(2)) : 0;
    return replaced(text, pattern, "$1" + (number + 1));
  }

  private static String replaced(String text, Pattern pattern, String with)
      throws VestibuleException {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new VestibuleException(
          "model-manifest-invalid",
          "model.json of " + NAME,
          "nothing like " + pattern,
          "the layout that is committed",
          "Restore it: git checkout models/" + NAME);
    }
    return found.replaceFirst(with);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
