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
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * The walls of the house, read from what was built: who may import and export what, and what each
 * bundle brings along.
 */
public class WallsTest {
  private static final Pattern SOURCE = Pattern.compile(".*\\.(java|tsx?|mjs|css)");

  /** What was built, and what others wrote. */
  private static final Pattern OTHERS = Pattern.compile("/(target|node_modules)/");

  private static final Pattern CLAUSES = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
  private static final Set<String> WITHOUT_SETTINGS = Set.of("api", "shell");

  /** Updated by a planned restart. {@code echo} is a feature that a site installs by choice. */
  private static final Set<String> WITH_NATIVES = Set.of("runtime-onnx", "echo");

  @Test
  public void onlyTheContractIsExported() throws IOException {
    for (Path bundle : House.bundles()) {
      for (String clause : header(bundle, "Export-Package")) {
        String exported = packageOf(clause);
        assertTrue(
            bundle + " exports " + exported,
            exported.equals("org.vestibule.api") || exported.startsWith("org.vestibule.api."));
        assertEquals(exported, "api", bundle.getFileName().toString());
      }
    }
  }

  @Test
  public void theContractImportsNothingButJavaAndItself() throws IOException {
    for (String clause : header(House.ROOT.resolve("bundles/api"), "Import-Package")) {
      String imported = packageOf(clause);
      // Also javax.net and javax.net.ssl are the Java runtime's, in java.base.
      assertTrue(
          imported, imported.matches("(java\\..*|javax\\.net(\\.ssl)?|org\\.vestibule\\.api.*)"));
    }
  }

  @Test
  public void noBundleImportsAnotherBundleOrKaraf() throws IOException {
    for (Path bundle : House.bundles()) {
      for (String clause : header(bundle, "Import-Package")) {
        String imported = packageOf(clause);
        boolean ours = imported.startsWith("org.vestibule.");
        assertFalse(
            bundle + " imports " + imported, ours && !imported.startsWith("org.vestibule.api"));
        assertFalse(
            bundle + " imports " + imported,
            imported.startsWith("org.apache.karaf.")
                && !karafFor(bundle.getFileName().toString()).test(imported));
      }
    }
  }

  /** The shell speaks to Karaf's shell, the update agent to its features service, nobody else. */
  private static Predicate<String> karafFor(String bundle) {
    return switch (bundle) {
      case "shell" -> imported -> imported.startsWith("org.apache.karaf.shell.");
      case "ota" -> imported -> imported.equals("org.apache.karaf.features");
      default -> imported -> false;
    };
  }

  @Test
  public void nothingOfOursIsImportedOptionallyOrDynamically() throws IOException {
    for (Path bundle : House.bundles()) {
      for (String clause : header(bundle, "Import-Package")) {
        assertFalse(
            bundle + ": " + clause,
            clause.startsWith("org.vestibule.") && clause.contains("resolution:=optional"));
      }
      assertEquals(
          bundle + " imports dynamically",
          List.of(),
          header(bundle, "DynamicImport-Package").stream()
              .filter(clause -> clause.contains("*") || clause.startsWith("org.vestibule"))
              .toList());
    }
  }

  @Test
  public void onlyTheRuntimeAndTheEchoCancellerHoldNativeLibraries() throws IOException {
    for (Path bundle : House.bundles()) {
      String name = bundle.getFileName().toString();
      try (JarFile jar = House.jar(bundle)) {
        boolean natives =
            jar.stream()
                .map(Object::toString)
                .anyMatch(entry -> entry.endsWith(".so") || entry.endsWith(".dll"));
        assertEquals(name + " holds natives", WITH_NATIVES.contains(name), natives);
      }
    }
  }

  @Test
  public void nobodyImportsAnEngine() throws IOException {
    for (Path bundle : House.bundles()) {
      for (String clause : header(bundle, "Import-Package")) {
        assertFalse(
            bundle + " imports " + clause,
            clause.startsWith("ai.") || clause.startsWith("dev.onvoid."));
      }
    }
  }

  @Test
  public void everyBundleHasAReadmeAndAFeature() throws IOException {
    String features = Files.readString(House.ROOT.resolve("features.xml"));
    for (Path bundle : House.bundles()) {
      String name = bundle.getFileName().toString();
      assertTrue(name + " has no README.md", Files.size(bundle.resolve("README.md")) > 400);
      assertTrue(
          name + " has no feature",
          features.contains("<feature name=\"vestibule-" + name + "\"")
              && features.contains("mvn:org.vestibule/" + name + "/"));
    }
  }

  @Test
  public void everyBundleDescribesItsSettingsAndReportsItsStatus() throws IOException {
    for (Path bundle : House.bundles()) {
      String name = bundle.getFileName().toString();
      if (WITHOUT_SETTINGS.contains(name)) {
        continue;
      }
      try (JarFile jar = House.jar(bundle)) {
        assertTrue(
            name + " has no configuration metadata",
            jar.stream().anyMatch(entry -> entry.getName().startsWith("OSGI-INF/metatype/")));
      }
    }
    for (Path bundle : House.bundles()) {
      if (!bundle.getFileName().toString().equals("api")) {
        assertTrue(bundle + " reports no status", provides(bundle, "StatusSource"));
      }
    }
  }

  @Test
  public void noVendorIsNamedInCoreOrContract() throws IOException {
    Pattern vendors = Pattern.compile("(?i)mercury|lenel|hikvision|dahua|akuvox|niagara|johnson");
    for (String name : List.of("api", "core")) {
      for (Path source : sources(House.ROOT.resolve("bundles").resolve(name))) {
        assertFalse(source + " names a vendor", vendors.matcher(Files.readString(source)).find());
      }
    }
  }

  @Test
  public void everySourceFileNamesItsLicence() throws IOException {
    List<Path> without = new ArrayList<>();
    for (Path source : sources(House.ROOT)) {
      try (Stream<String> lines = Files.lines(source)) {
        if (lines
            .limit(3)
            .noneMatch(line -> line.contains("SPDX-License-Identifier: Apache-2.0"))) {
          without.add(source);
        }
      }
    }
    assertEquals(List.of(), without);
  }

  private static boolean provides(Path bundle, String service) throws IOException {
    String capabilities = String.join(",", header(bundle, "Provide-Capability"));
    return capabilities.contains("org.vestibule.api.status." + service);
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> SOURCE.matcher(file.toString()).matches())
          .filter(file -> !OTHERS.matcher(file.toString()).find())
          .filter(file -> !file.startsWith(House.ROOT.resolve("data")))
          .toList();
    }
  }

  private static List<String> header(Path bundle, String name) throws IOException {
    try (JarFile jar = House.jar(bundle)) {
      String value = jar.getManifest().getMainAttributes().getValue(name);
      return value == null ? List.of() : List.of(CLAUSES.split(value));
    }
  }

  private static String packageOf(String clause) {
    return clause.split(";", 2)[0].strip();
  }
}
