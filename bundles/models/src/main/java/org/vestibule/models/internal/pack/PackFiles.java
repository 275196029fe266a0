// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.vestibule.api.model.ModelException;

/** The part of {@link ManifestReader} that reads which files a pack consists of. */
final class PackFiles {
  /** What every pack may hold beside the files that its manifest lists. */
  static final Set<String> UNLISTED = Set.of("model.json", PackSignature.FILE, "card.md");

  private static final long MOST_CARD = 64 * 1024;
  private static final long MOST_WEIGHTS = 2L << 30;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private PackFiles() {}

  /** Returns how large a file of a pack may be, in bytes; -1 when it may not be there at all. */
  static long most(Pack pack, String path) {
    return switch (path) {
      case "model.json" -> ManifestReader.MOST_BYTES;
      case PackSignature.FILE -> PackSignature.MOST_BYTES;
      case "card.md" -> MOST_CARD;
      default ->
          pack.files().stream()
              .filter(file -> file.path().equals(path))
              .mapToLong(PackFile::bytes)
              .findFirst()
              .orElse(-1);
    };
  }

  /** Reads {@code files}: 1 to 32 of them, which can lie side by side on every file system. */
  static List<PackFile> of(String name, Fields fields) throws ModelException {
    List<PackFile> files = new ArrayList<>();
    Set<String> taken = new HashSet<>(UNLISTED);
    Set<String> folders = new HashSet<>();
    List<JsonNode> items = fields.list("files", 1, 32);
    for (int i = 0; i < items.size(); i++) {
      PackFile file = file(name, "files[" + i + "]", items.get(i));
      String path = file.path().toLowerCase(Locale.ROOT);
      if (!taken.add(path)) {
        throw fields.refused("files", file.path() + " twice", "each file once, whatever its case");
      }
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        folders.add(path.substring(0, slash));
      }
      files.add(file);
    }
    for (String folder : folders) {
      if (taken.contains(folder)) {
        throw fields.refused("files", folder + " as file and folder", "one of the two");
      }
    }
    return files;
  }

  private static PackFile file(String name, String at, JsonNode item) throws ModelException {
    Fields file =
        new Fields(
            name, at, item, new TreeSet<>(List.of("path", "role", "bytes", "sha256", "source")));
    // Where it came from is the assembler's business; here only its form is held.
    file.object(
        "source",
        new TreeSet<>(List.of("npm", "maven", "mirror", "built", "entry", "origin", "note")));
    return new PackFile(
        file.text("path", ManifestReader.PATH, "encoder.onnx", null),
        file.text("role", ManifestReader.IDENTIFIER, "vocabulary", ""),
        file.whole("bytes", 1, MOST_WEIGHTS),
        file.text("sha256", SHA256, "64 hexadecimal digits in lower case", null));
  }
}
