// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/**
 * A jar from the folder {@code updates}, copied aside and read through before anything is touched,
 * so that what was checked is what is installed.
 */
final class UpdateFile implements AutoCloseable {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.jar");
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  private final Path copy;
  private final String version;
  private final String sha256;

  private UpdateFile(Path copy, String version, String sha256) {
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
  static UpdateFile stage(Path folder, String name, String symbolicName)
      throws Problem, IOException {
    if (name == null || !PLAIN.matcher(name).matches()) {
      throw Problem.invalid(
          "file",
          name == null ? "none" : Request.shortened(name),
          "a plain file name that ends in .jar",
          "Put the jar into " + folder + " and send its name.");
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Problem(
          404,
          "unknown-update",
          "file",
          name,
          "a file in " + folder,
          "Put the jar into that folder first.");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw invalid(name, "a file that is too large", MAX_BYTES + " bytes", null);
    }
    Path copy = Files.createTempFile("vestibule-update", ".jar");
    try {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      String version = check(copy, name, symbolicName);
      String sha256 = HexFormat.of().formatHex(OperatorToken.digest(Files.readAllBytes(copy)));
      return new UpdateFile(copy, version, sha256);
    } catch (IOException | Problem e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  Path path() {
    return copy;
  }

  String version() {
    return version;
  }

  String sha256() {
    return sha256;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(copy);
  }

  private static String check(Path copy, String name, String symbolicName) throws Problem {
    try (JarFile jar = new JarFile(copy.toFile())) {
      readThrough(jar);
      Manifest manifest = jar.getManifest();
      Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
      String found = main.getValue("Bundle-SymbolicName");
      if (found == null || !found.split(";", 2)[0].trim().equals(symbolicName)) {
        throw new Problem(
            422,
            "bundle-mismatch",
            "Bundle-SymbolicName in " + name,
            found == null ? "none" : Request.shortened(found),
            symbolicName,
            "Choose the jar of that bundle.");
      }
      String version = main.getValue("Bundle-Version");
      return version == null ? "0.0.0" : Version.parseVersion(version).toString();
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

  private static Problem invalid(String name, String found, String allowed, Exception cause) {
    return new Problem(
        422, "update-invalid", "file " + name, found, allowed, "Copy the jar again.", cause);
  }
}
