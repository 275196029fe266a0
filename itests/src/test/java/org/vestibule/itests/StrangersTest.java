// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.station.Frame;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;
import org.vestibule.testkit.internal.client.Answer;
import org.vestibule.testkit.internal.client.GatewayProcess;
import org.vestibule.testkit.internal.client.Operator;
import org.vestibule.testkit.internal.client.VirtualStation;
import org.vestibule.vision.internal.VisionComponent;

/**
 * A hundred people whom nobody has enrolled stand before the doors with the resident's code. Their
 * faces are compared and refused; afterwards nothing of them is left, neither in a file nor in the
 * memory of the gateway. The resident's own template, which must be there, shows that the search
 * would have found one.
 */
public class StrangersTest {
  private static final List<String> STATIONS = List.of("front", "side", "yard");
  private static final String CODE = "1207";
  private static final String RESIDENT = "resident";
  private static final int STRANGERS = 100;

  /** A few generated portraits are no good pictures: those were not compared at all. */
  private static final int COMPARED = 80;

  private static final int PICTURES = 3;
  private static final Duration READY = Duration.ofSeconds(240);
  private static final Duration VISIT = Duration.ofSeconds(90);

  private final Path home = House.ROOT.resolve("itests/target/strangers-data");
  private final Path packs = Path.of(System.getProperty("vestibule.packs"));
  private final Path faces = Path.of(System.getProperty("vestibule.fixtures")).resolve("faces");

  @Test
  public void aHundredStrangersLeaveNoTemplateAnywhere() throws Exception {
    assumeTrue("needs model packs: run ./vestibule models", Files.isDirectory(packs));
    assumeTrue("needs fixtures: run ./vestibule test", Files.isDirectory(faces));
    List<Path> portraits = portraits();
    assertEquals("portraits", STRANGERS, portraits.size());
    Map<String, float[]> templates = templates(portraits);
    assertTrue("judged here: " + templates.size(), templates.size() > COMPARED);

    StagedHome.withStations(home, packs);
    Files.writeString(
        home.resolve("etc/org.vestibule.core.cfg"),
        "debounceMillis = 0\nwrongClaimsPerMinute = 60\n");
    StagedHome.patient(home.resolve("etc/org.vestibule.core.cfg"));
    Path dump = home.resolveSibling("strangers.hprof");
    Files.deleteIfExists(dump);
    GatewayProcess gateway = GatewayProcess.start(home, "strangers.log");
    try {
      gateway.awaitReady(READY);
      Operator operator = Operator.whenReady(gateway.address(), home, READY);
      Answer enrolled =
          operator.enrol("ada-brandt", "Ada Brandt", CODE, List.of("front-door"), resident());
      assertTrue("enrolled: " + enrolled, enrolled.ok());
      assertTrue("compared and refused", visits(gateway, operator, portraits) > COMPARED);
      gateway.dumpHeap(dump);
    } finally {
      gateway.close();
    }
    TemplateSearch search = new TemplateSearch(templates);
    assertEquals("here, where all of them are", templates.keySet(), search.inFile(ownHeap()));
    // Not even the resident: their templates are opened for a comparison, and sealed in memory.
    assertEquals("in memory", Set.of(), search.inFile(dump));
    Files.delete(dump);
    assertEquals("in files", Set.of(), search.inFolder(home));
  }

  private Path ownHeap() throws Exception {
    Path dump = home.resolveSibling("strangers-own.hprof");
    Files.deleteIfExists(dump);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(dump.toString(), true);
    dump.toFile().deleteOnExit();
    return dump;
  }

  /** Returns how many strangers were compared. */
  private int visits(GatewayProcess gateway, Operator operator, List<Path> portraits)
      throws Exception {
    int compared = 0;
    for (int i = 0; i < portraits.size(); i++) {
      VirtualStation station =
          VirtualStation.of(gateway.address(), home, STATIONS.get(i % STATIONS.size()));
      byte[] picture = Files.readAllBytes(portraits.get(i));
      String visit = station.press(CODE);
      for (int n = 1; n <= PICTURES; n++) {
        // What follows the end of a JPEG file is not read, and makes it another picture.
        byte[] another = Arrays.copyOf(picture, picture.length + n);
        assertEquals("accepted", 202, station.frame(visit, another).status());
      }
      station.end(visit);
      JsonNode story = operator.closed(visit, VISIT);
      String face = story.path("face").asText();
      assertTrue(portraits.get(i) + ": " + story, !face.equals("known"));
      compared += face.equals("unknown") ? 1 : 0;
    }
    return compared;
  }

  private List<Path> portraits() throws Exception {
    try (Stream<Path> files = Files.list(House.ROOT.resolve("testkit/portraits"))) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  private List<Path> resident() {
    return Stream.of("0005", "0020", "0035")
        .map(name -> faces.resolve("resident").resolve(name + ".jpg"))
        .toList();
  }

  /** Makes the templates that the gateway must not keep, with the same models. */
  private Map<String, float[]> templates(List<Path> portraits) throws Exception {
    Map<String, float[]> templates = new TreeMap<>();
    VisionComponent vision = new VisionComponent();
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = PackStore.open(packs, runtime)) {
      vision.setStore(store);
      vision.activate(Map.of());
      for (Path portrait : portraits) {
        try {
          templates.put(portrait.getFileName().toString(), template(vision, portrait));
        } catch (VestibuleException e) {
          // The gateway compares no face that cannot be enrolled either.
          System.out.println(portrait.getFileName() + " is not judged: " + e.code());
        }
      }
      templates.put(RESIDENT, template(vision, resident().get(0)));
    } finally {
      vision.deactivate();
    }
    return templates;
  }

  private static float[] template(VisionComponent vision, Path picture) throws Exception {
    Frame frame = new Frame(Files.readAllBytes(picture), Instant.now(), System.nanoTime());
    FaceTemplate template = vision.shot(Optional.empty(), frame).template();
    float[] numbers = new float[template.length()];
    template.copyTo(numbers, 0);
    return numbers;
  }
}
