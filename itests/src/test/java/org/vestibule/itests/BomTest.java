// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.Test;

/** The bill of materials against what lies in the distribution, both ways. */
public class BomTest {
  /** What is ours; the last one silences a log of Artemis, and has to lie in its package. */
  private static final List<String> OURS =
      List.of("org/vestibule/", "org/apache/activemq/artemis/logs/BundleFactory.class");

  private static final Path DISTRIBUTION = House.ROOT.resolve("karaf-assembly/target/assembly");

  @Test
  public void theBillListsTheJarsOfTheDistributionAndNoOthers() throws IOException {
    Map<String, String> billed = new TreeMap<>();
    for (JsonNode component : components()) {
      billed.put(path(component), component.path("hashes").path(0).path("content").asText());
    }
    Map<String, String> there = new TreeMap<>();
    try (Stream<Path> files = Files.walk(DISTRIBUTION)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        there.put(DISTRIBUTION.relativize(jar).toString(), sha256(jar));
      }
    }
    assertFalse("jars in " + DISTRIBUTION, there.isEmpty());
    assertEquals(there, billed);
  }

  @Test
  public void whateverTravelsInOurBundlesStandsInTheBill() throws IOException {
    TreeSet<String> unlisted = new TreeSet<>();
    for (JsonNode component : components()) {
      if (component.path("group").asText().equals("org.vestibule")) {
        List<String> listed = new ArrayList<>(OURS);
        for (JsonNode inside : component.path("components")) {
          String place = path(inside);
          // One with a Maven descriptor of its own lies where its group says.
          listed.add(
              place.endsWith("/pom.properties")
                  ? inside.path("group").asText().replace('.', '/') + "/"
                  : place.substring(place.indexOf('!') + 1));
        }
        try (JarFile jar = new JarFile(DISTRIBUTION.resolve(path(component)).toFile())) {
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.endsWith(".class"))
              .filter(name -> listed.stream().noneMatch(name::startsWith))
              .forEach(name -> unlisted.add(path(component) + "!" + name));
        }
      }
    }
    assertEquals("add a line to embedded.txt of sbom", new TreeSet<>(), unlisted);
  }

  private static JsonNode components() throws IOException {
    return new ObjectMapper()
        .readTree(DISTRIBUTION.resolve("sbom/bom.json").toFile())
        .path("components");
  }

  private static String path(JsonNode component) {
    for (JsonNode property : component.path("properties")) {
      if (property.path("name").asText().equals("vestibule:path")) {
        return property.path("value").asText();
      }
    }
    throw new AssertionError("no path in " + component);
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
