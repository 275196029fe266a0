// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.osgi.framework.Version;
import org.vestibule.api.VestibuleException;

/**
 * A jar from the folder {@code updates}, copied aside and read through before anything is touched,
 * so that what was checked is what is installed.
 */
final class UpdateFile implements AutoCloseable {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.jar");
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  private final Path copy;
  private final Version version;
  private final String sha256;

  private UpdateFile(Path copy, Version version, String sha256) {
    this.copy = copy;
    this.version = version;
    this.sha256 = sha256;
  }

  /**
   * Copies and checks a file.
   *
   * @param folder where updates lie
   * @param name a plain file name
   * @param symbolicName the bundle that the jar must be
   */
  static UpdateFile stage(Path folder, String name, String symbolicName) throws VestibuleException {
    if (name == null || !PLAIN.matcher(name).matches()) {
      throw new VestibuleException(
          "value-invalid",
          "file",
          name == null ? "none" : shortened(name),
          "a plain file name that ends in .jar",
          "Put the jar into " + folder + " and send its name.");
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new VestibuleException(
          "unknown-update",
          "file",
          name,
          "a file in " + folder,
          "Put the jar into that folder first.");
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw invalid(name, "a file that is too large", MAX_BYTES + " bytes", null);
      }
      Path copy = Files.createTempFile(folder, ".checking-", ".tmp");
      try {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        return new UpdateFile(copy, check(copy, name, symbolicName), sha256(copy));
      } catch (IOException | VestibuleException e) {
        Files.deleteIfExists(copy);
        throw e;
      }
    } catch (IOException e) {
      throw unreadable("update file " + name, e);
    }
  }

  Path path() {
    return copy;
  }

  Version version() {
    return version;
  }

  String sha256() {
    return sha256;
  }

  @Override
  public void close() throws VestibuleException {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      throw unreadable("copy of the update", e);
    }
  }

  /** Returns the SHA-256 of a file in 64 hex digits. */
  static String sha256(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Stands for a disk that cannot be read or written. */
  static VestibuleException unreadable(String input, IOException cause) {
    return new VestibuleException(
        "update-unreadable",
        input,
        "a file that could not be read or written",
        "a readable file and free space",
        "Check the disk and the rights of the folder updates.",
        cause);
  }

  private static Version check(Path copy, String name, String symbolicName)
      throws VestibuleException {
    try (JarFile jar = new JarFile(copy.toFile())) {
      readThrough(jar);
      Manifest manifest = jar.getManifest();
      Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
      String found = main.getValue("Bundle-SymbolicName");
      if (found == null || !found.split(";", 2)[0].trim().equals(symbolicName)) {
        throw new VestibuleException(
            "bundle-mismatch",
            "Bundle-SymbolicName in " + name,
            found == null ? "none" : shortened(found),
            symbolicName,
            "Choose the jar of that bundle.");
      }
      String version = main.getValue("Bundle-Version");
      return version == null ? Version.emptyVersion : Version.parseVersion(version);
    } catch (IOException | SecurityException | IllegalArgumentException e) {
      throw invalid(name, "a damaged file", "a whole jar", e);
    }
  }

  /** Reads every entry, so that a cut-off or changed file shows itself by its checksum now. */
  private static void readThrough(JarFile jar) throws IOException {
    Enumeration<JarEntry> entries = jar.entries();
    while (entries.hasMoreElements()) {
      try (InputStream in = jar.getInputStream(entries.nextElement())) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  private static VestibuleException invalid(
      String name, String found, String allowed, Exception cause) {
    return new VestibuleException(
        "update-invalid", "file " + name, found, allowed, "Copy the jar again.", cause);
  }
}
