// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.vestibule.api.model.ModelException;

/**
 * Where a pack comes from. When it is open, no name in it leads outside, none is there twice, and
 * it holds files only; what they contain and how large they claim to be is not yet believed. Not
 * thread-safe.
 */
interface PackSource extends AutoCloseable {
  /** So many files and folders are looked at; a pack has 35 files at most. */
  int MOST_ENTRIES = 100;

  /** Returns the files by path, with the size that the source claims, in bytes. */
  Map<String, Long> files();

  /** Opens a file; what is read may be longer or shorter than was claimed. */
  InputStream open(String path) throws IOException;

  /** Returns the source's name for messages. */
  String label();

  @Override
  void close() throws IOException;

  /**
   * Opens a zip archive or a folder.
   *
   * @throws ModelException {@code model-missing}, {@code model-archive-invalid}, {@code
   *     model-archive-path}, {@code model-archive-link} or {@code model-archive-too-large}
   */
  static PackSource of(Path source) throws ModelException {
    try {
      if (Files.isDirectory(source)) {
        return FolderSource.open(source);
      }
      if (Files.isRegularFile(source)) {
        return ZipSource.open(source);
      }
    } catch (IOException e) {
      throw unreadable(source.getFileName() + "", "the whole of it", e);
    }
    throw refused(
        "model-missing", source + "", "no such file or folder", "a zip archive or a folder");
  }

  /**
   * Holds the files against a manifest, before any is read.
   *
   * @throws ModelException {@code model-archive-unlisted}, {@code model-archive-too-large} or
   *     {@code model-missing}
   */
  default void compare(Pack pack) throws ModelException {
    onlyListed(pack);
    for (Map.Entry<String, Long> file : files().entrySet()) {
      long most = PackFiles.most(pack, file.getKey());
      if (file.getValue() > most) {
        throw tooLarge(label(), file.getKey() + " of " + file.getValue() + " bytes", most);
      }
    }
    for (PackFile file : pack.files()) {
      if (!files().containsKey(file.path())) {
        throw refused(
            "model-missing", label(), "no " + file.path(), "every file that model.json lists");
      }
    }
  }

  /**
   * Refuses a file that the manifest does not list: nobody vouches for its content.
   *
   * @throws ModelException {@code model-archive-unlisted}
   */
  default void onlyListed(Pack pack) throws ModelException {
    for (String file : files().keySet()) {
      if (PackFiles.most(pack, file) < 0) {
        throw refused(
            "model-archive-unlisted",
            label(),
            printable(file),
            "the files that model.json lists, model.json, model.sig and card.md");
      }
    }
  }

  static ModelException tooLarge(String label, String found, long most) {
    return refused("model-archive-too-large", label, found, "at most " + most + " bytes");
  }

  /** What goes wrong while a source is read is the source's fault, not the disk's. */
  static ModelException unreadable(String label, String file, IOException cause) {
    return new ModelException(
        "model-archive-invalid",
        "model pack " + label,
        printable(file) + " cannot be read (" + cause.getClass().getSimpleName() + ")",
        "a whole zip archive or a readable folder",
        "Get the pack from its signer again.",
        cause);
  }

  /** A foreign name as it may stand in a message. */
  static String printable(String name) {
    String plain = name.replaceAll("[^ -~]", "?");
    return plain.length() <= 120 ? plain : plain.substring(0, 120) + "...";
  }

  static ModelException refused(String code, String label, String found, String allowed) {
    return new ModelException(
        code, "model pack " + label, found, allowed, "Get the pack from its signer again.");
  }
}
