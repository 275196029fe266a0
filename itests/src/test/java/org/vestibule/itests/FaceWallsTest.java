// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.Test;

/** The walls around faces, read from what was built: who may read one, and who may identify. */
public class FaceWallsTest {
  private static final Pattern FEATURE =
      Pattern.compile(
          "<feature name=\"([^\"]+)\"(.*?)</feature>\\s*(?=<feature name|</features>)",
          Pattern.DOTALL);

  /**
   * Who may read the numbers of a face: identification searches, vision derives thresholds, the
   * store seals.
   */
  private static final Set<String> READERS_OF_FACES =
      Set.of("api", "identification", "store", "vision");

  @Test
  public void onlyWhoSearchesSealsOrCalibratesReadsAFace() throws IOException {
    List<String> readers = new ArrayList<>();
    for (Path bundle : House.bundles()) {
      for (ClassFile file : classes(bundle)) {
        if (file.methods().contains("org/vestibule/api/face/FaceTemplate.copyTo")
            || file.methods().contains("org/vestibule/api/face/FaceTemplate.length")) {
          readers.add(bundle.getFileName().toString());
        }
      }
    }
    // Were nobody found, the test would not see what it is there for.
    assertTrue("identification reads faces", readers.contains("identification"));
    readers.removeAll(READERS_OF_FACES);
    assertEquals("bundles that read faces and may not", List.of(), readers);
  }

  @Test
  public void onlyTheBundleOfItsNameIdentifies() throws IOException {
    List<String> identifiers = new ArrayList<>();
    for (Path bundle : House.bundles()) {
      for (ClassFile file : classes(bundle)) {
        if (file.interfaces().contains("org/vestibule/api/face/FaceIdentifier")) {
          identifiers.add(bundle.getFileName().toString());
        }
      }
    }
    assertEquals(List.of("identification"), identifiers);
  }

  @Test
  public void nobodyIsIdentifiedUnlessItWasInstalledByName() throws IOException {
    String features = Files.readString(House.ROOT.resolve("features.xml"));
    assertEquals(
        "features that bring or need identification",
        List.of("vestibule-identification"),
        FEATURE
            .matcher(features)
            .results()
            .filter(
                feature ->
                    feature.group(2).contains("mvn:org.vestibule/identification/")
                        || feature.group(2).contains("<feature>vestibule-identification"))
            .map(feature -> feature.group(1))
            .toList());
    String boot = Files.readString(House.ROOT.resolve("karaf-assembly/pom.xml"));
    assertFalse(
        "the distribution starts with identification",
        boot.substring(boot.indexOf("<bootFeatures>"), boot.indexOf("</bootFeatures>"))
            .contains("identification"));
  }

  private static List<ClassFile> classes(Path bundle) throws IOException {
    List<ClassFile> classes = new ArrayList<>();
    try (JarFile jar = House.jar(bundle)) {
      for (JarEntry entry : jar.stream().toList()) {
        // What travels in a bundle from outside knows nothing of ours.
        if (entry.getName().startsWith("org/vestibule/") && entry.getName().endsWith(".class")) {
          classes.add(ClassFile.read(jar.getInputStream(entry)));
        }
      }
    }
    return classes;
  }
}
