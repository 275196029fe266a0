// SPDX-License-Identifier: Apache-2.0
package org.vestibule.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a jar is and what travels in it, from the jar alone. */
final class JarReader {
  private static final String DESCRIPTORS = "META-INF/maven/";
  private static final Pattern LICENCE =
      Pattern.compile("<license>\\s*(?:<!--.*?-->\\s*)?<name>(.*?)</name>", Pattern.DOTALL);

  private final Licences licences;
  private final Embedded embedded;

  JarReader(Licences licences, Embedded embedded) {
    this.licences = licences;
    this.embedded = embedded;
  }

  Component read(Path distribution, Path file) throws IOException {
    String path = distribution.relativize(file).toString().replace('\\', '/');
    try (JarFile jar = new JarFile(file.toFile())) {
      List<Component> inside = new ArrayList<>();
      Component own = null;
      for (JarEntry entry : jar.stream().filter(JarReader::describes).toList()) {
        Component found = described(jar, entry, path);
        if (own == null && path.endsWith("/" + found.artifact() + "-" + found.version() + ".jar")) {
          own = found;
        } else {
          inside.add(found);
        }
      }
      if (own == null) {
        own = named(path, file);
      }
      inside.addAll(embedded.in(jar, path, own.artifact()));
      inside.sort(Comparator.comparing(Component::path));
      String licence = licences.of(own.group(), own.artifact(), said(jar, own));
      return new Component(
          path,
          own.group(),
          own.artifact(),
          own.version(),
          Hash.sha256(Files.readAllBytes(file)),
          licence,
          inside);
    }
  }

  private static boolean describes(JarEntry entry) {
    return entry.getName().startsWith(DESCRIPTORS) && entry.getName().endsWith("/pom.properties");
  }

  private Component described(JarFile jar, JarEntry entry, String path) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = jar.getInputStream(entry)) {
      properties.load(in);
    }
    String group = properties.getProperty("groupId", "");
    String artifact = properties.getProperty("artifactId", "");
    Optional<String> said = pomLicence(jar, group, artifact);
    return new Component(
        path + "!" + entry.getName(),
        group,
        artifact,
        properties.getProperty("version", ""),
        "",
        licences.of(group, artifact, said),
        List.of());
  }

  /** A jar without a descriptor is named by its place in a Maven layout, or by its file. */
  private static Component named(String path, Path file) {
    String[] parts = path.split("/");
    if (path.startsWith("system/") && parts.length > 4) {
      String group = String.join(".", List.of(parts).subList(1, parts.length - 3));
      String artifact = parts[parts.length - 3];
      return new Component(path, group, artifact, parts[parts.length - 2], "", "", List.of());
    }
    Matcher name = Pattern.compile("(.*?)-(\\d.*)\\.jar").matcher(file.getFileName().toString());
    boolean versioned = name.matches();
    String artifact = versioned ? name.group(1) : file.getFileName().toString();
    return new Component(
        path, "unknown", artifact, versioned ? name.group(2) : "", "", "", List.of());
  }

  private static Optional<String> said(JarFile jar, Component own) throws IOException {
    Manifest manifest = jar.getManifest();
    String bundle =
        manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-License");
    return bundle == null ? pomLicence(jar, own.group(), own.artifact()) : Optional.of(bundle);
  }

  private static Optional<String> pomLicence(JarFile jar, String group, String artifact)
      throws IOException {
    JarEntry pom = jar.getJarEntry(DESCRIPTORS + group + "/" + artifact + "/pom.xml");
    if (pom == null) {
      return Optional.empty();
    }
    try (InputStream in = jar.getInputStream(pom)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Matcher licence = LICENCE.matcher(text);
      return licence.find() ? Optional.of(licence.group(1).strip()) : Optional.empty();
    }
  }
}
