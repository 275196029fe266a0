// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.papers.Papers;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.testkit.internal.broker.Mosquitto;
import org.vestibule.testkit.internal.client.Answer;
import org.vestibule.testkit.internal.client.VirtualStation;
import org.vestibule.testkit.internal.demo.Building;
import org.vestibule.testkit.internal.demo.BundleRelease;

/**
 * The assembled container, started once: visits through its real interfaces, bad input, and
 * replacements under way.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class AssembledGatewayTest {
  @Inject private BundleContext context;
  @Inject private StatusBoard board;
  @Inject private ModelStore models;
  @Inject private ModelLibrary library;
  @Inject private AuditTrail audit;

  private Path data;
  private Building building;

  @Configuration
  public Option[] configuration() throws IOException {
    return Container.options();
  }

  @Before
  public void theGatewayIsReadyAndTheResidentIsEnrolled() throws Exception {
    data = Path.of(System.getProperty("vestibule.data"));
    Path fixtures = Path.of(System.getProperty("vestibule.fixtures"));
    boolean packs = Files.isDirectory(data.resolve("models"));
    assumeTrue("needs model packs: run ./vestibule models", packs);
    assumeTrue("needs pictures: run testkit/fixtures.sh", Files.isDirectory(fixtures));
    URI gateway = URI.create("http://127.0.0.1:" + System.getProperty("vestibule.port"));
    building = Building.at(gateway, data, fixtures);
    building.enrolResident();
  }

  @Test
  public void everyBundleOfTheHouseReportsThatItIsReady() {
    Set<String> expected = new TreeSet<>();
    for (Bundle bundle : context.getBundles()) {
      String name = String.valueOf(bundle.getSymbolicName());
      if (name.startsWith("org.vestibule.")
          && !Set.of("api", "testkit").contains(shortName(name))) {
        expected.add(shortName(name));
      }
    }
    assertTrue("too few bundles: " + expected, expected.size() >= 11);
    for (String name : expected) {
      // One of its own name, or one for each of its parts.
      String part = name.replace("integrations-", "") + "-";
      assertTrue(
          name + " has no status",
          board.all().keySet().stream().anyMatch(one -> one.equals(name) || one.startsWith(part)));
    }
    board
        .all()
        .forEach(
            (name, status) ->
                assertTrue(
                    name + ": " + status,
                    status.state() == Status.State.READY
                        || status.cause() == Status.Cause.DISABLED));
  }

  @Test
  public void nothingHasLeftThisMachine() {
    EgressBroker broker = context.getService(context.getServiceReference(EgressBroker.class));
    for (EgressBroker.Report report : broker.reports()) {
      assertTrue(report.toString(), report.hosts().stream().noneMatch(EgressBroker.Host::outside));
    }
    Status status = board.all().get("egress");
    assertTrue(
        status.sentence(), status.sentence().startsWith("Raw media left this building: 0 bytes"));
  }

  @Test
  public void aBundleThatAddsASinkStandsInThePapersWhileItIsInstalled() throws Exception {
    Papers papers = context.getService(context.getServiceReference(Papers.class));
    String before = papers.paper(Papers.Kind.RECORD_OF_PROCESSING, "en").digest();
    Bundle cloud = context.installBundle("cloud", new ByteArrayInputStream(declaringASink()));
    try {
      Papers.Paper paper = papers.paper(Papers.Kind.RECORD_OF_PROCESSING, "en");
      assertTrue(paper.markdown(), paper.markdown().contains("| org.example.cloud | Watching |"));
      assertNotEquals(before, paper.digest());
    } finally {
      cloud.uninstall();
    }
    assertEquals(before, papers.paper(Papers.Kind.RECORD_OF_PROCESSING, "en").digest());
  }

  @Test
  public void whatRunsStandsInTheBillOfMaterials() throws IOException {
    Path home = Path.of(System.getProperty("karaf.home"));
    String bill = Files.readString(home.resolve("sbom/bom.json"));
    int known = 0;
    for (Bundle bundle : context.getBundles()) {
      String[] maven = bundle.getLocation().replaceFirst("^mvn:", "").split("/");
      if (bundle.getLocation().startsWith("mvn:") && maven.length == 3) {
        String jar = maven[0].replace('.', '/') + "/" + maven[1] + "/" + maven[2];
        if (Files.isDirectory(home.resolve("system").resolve(jar))) {
          String name = "pkg:maven/" + maven[0] + "/" + maven[1] + "@" + maven[2] + "\"";
          assertTrue(name, bill.contains(name));
          known++;
        }
      }
    }
    assertTrue("bundles that came with the distribution: " + known, known > 20);
  }

  @Test
  public void aPictureThatCannotBeReadSpoilsNothing() throws Exception {
    VirtualStation panel = building.station("front");
    byte[] good = residentPictures().get(0);
    byte[] truncated = Arrays.copyOf(good, good.length / 2);
    byte[] webp = "RIFF....WEBPVP8 ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    String visit = panel.press(Building.CODE);
    for (byte[] bad : List.of(truncated, webp, new byte[0], new byte[] {1, 2, 3})) {
      Answer answer = panel.frame(visit, bad);
      assertTrue("answered " + answer, answer.ok() || answer.status() / 100 == 4);
    }
    panel.end(visit);
    JsonNode story = building.operator().closed(visit, Duration.ofSeconds(90));
    assertFalse("must not open: " + story, story.has("outcome"));
    assertOpens(building.face("front", Building.CODE, residentPictures()));
  }

  @Test
  public void aStrangerWithTheResidentsCodeStaysOutside() throws Exception {
    List<byte[]> stranger = Building.read(building.pictures("stranger").subList(0, 6));
    JsonNode story = building.face("front", Building.CODE, stranger);
    assertFalse("must not open: " + story, story.has("outcome"));
    assertEquals(story.toString(), "unknown", story.path("face").asText());
  }

  @Test
  public void voiceOpensNothing() throws Exception {
    JsonNode story = building.voice("front", building.sound("open-the-door"));
    assertFalse("must not open: " + story, story.has("outcome"));
    assertTrue("words were sorted: " + story, story.has("triage"));
    assertFalse("no words are left: " + story, story.has("transcript"));
  }

  @Test
  public void theVisionBundleIsReplacedWhileAResidentStandsAtTheDoor() throws Exception {
    Path jar = visionJar();
    BundleRelease.write(jar, data.resolve("updates/vision-next.jar"), "0.1.9");
    VirtualStation panel = building.station("side");
    String visit = panel.press(Building.CODE);
    List<byte[]> pictures = residentPictures();
    assertTrue(panel.frame(visit, pictures.get(0)).ok());
    Answer updated = building.operator().update("vision", "vision-next.jar");
    assertTrue("update answered " + updated, updated.ok());
    for (byte[] picture : pictures) {
      if (!panel.frame(visit, picture).ok()) {
        break;
      }
    }
    panel.end(visit);
    JsonNode story = building.operator().closed(visit, Duration.ofSeconds(90));
    assertOpens(story);
    assertEquals("no room was missing: " + story, 0, story.path("degraded").size());
    assertEquals("0.1.9", bundle("vision").getVersion().toString());
  }

  @Test
  public void withoutVisionItIsAnOrdinaryIntercom() throws Exception {
    Bundle vision = bundle("vision");
    vision.stop();
    try {
      JsonNode story = building.face("front", Building.CODE, residentPictures());
      assertFalse("must not open: " + story, story.has("outcome"));
      assertTrue("says what is missing: " + story, story.path("degraded").size() > 0);
    } finally {
      vision.start();
    }
    awaitReady();
    assertOpens(building.face("front", Building.CODE, residentPictures()));
  }

  @Test
  public void anImpossibleThresholdIsRefusedAndTheDoorStillWorks() throws Exception {
    Path file = Path.of(System.getProperty("karaf.etc")).resolve("org.vestibule.vision.cfg");
    Files.writeString(file, "livenessThreshold = 7\n");
    try {
      Status status = await("vision", held -> held.cause() == Status.Cause.CONFIGURATION);
      assertTrue(status.sentence(), status.sentence().contains("livenessThreshold"));
      assertTrue(status.sentence(), status.sentence().contains("7"));
      assertOpens(building.face("front", Building.CODE, residentPictures()));
    } finally {
      Files.delete(file);
    }
    await("vision", status -> status.state() == Status.State.READY);
  }

  @Test
  public void aConfiguredBrokerHearsTheHouse() throws Exception {
    assumeTrue("needs mosquitto", Mosquitto.installed());
    Mosquitto broker = Mosquitto.open(Files.createTempDirectory("broker"));
    Path file = Path.of(System.getProperty("karaf.etc")).resolve("org.vestibule.mqtt.cfg");
    try {
      Files.writeString(file, "server = tcp://127.0.0.1:" + broker.port() + "\n");
      await("integrations-messaging", status -> status.state() == Status.State.READY);
    } finally {
      Files.deleteIfExists(file);
      broker.close();
    }
    await("integrations-messaging", status -> status.cause() == Status.Cause.DISABLED);
  }

  @Test
  public void theRuntimeIsNotReplacedUnderARunningGateway() throws Exception {
    Answer answer = building.operator().update("runtime-onnx", "anything.jar");
    assertEquals(answer.toString(), 4, answer.status() / 100);
    assertEquals("needs-restart", answer.body().path("code").asText());
    assertOpens(building.face("front", Building.CODE, residentPictures()));
  }

  @Test
  public void aPackWithAWrongHashNeverServes() throws Exception {
    String serving;
    try (ModelLease lease = models.lease(ModelSlots.SPEECH)) {
      serving = lease.manifest().name();
    }
    String other = serving.equals("moonshine-base") ? "moonshine-tiny" : "moonshine-base";
    Path weights = data.resolve("models").resolve(other).resolve("encoder_model.onnx");
    byte[] good = Files.readAllBytes(weights);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(weights, bad);
    try {
      library.activate(other, "test");
      throw new AssertionError("a pack with a wrong hash was activated");
    } catch (ModelException e) {
      assertEquals("model-hash-wrong", e.code());
    } finally {
      Files.write(weights, good);
    }
    try (ModelLease lease = models.lease(ModelSlots.SPEECH)) {
      assertEquals(serving, lease.manifest().name());
    }
  }

  @Test
  public void everythingListensOnLoopbackOnly() throws Exception {
    Set<String> open = new TreeSet<>();
    Set<String> own = ownSockets();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.strip().split("\\s+");
        boolean listening = columns.length > 9 && columns[3].equals("0A");
        if (listening && own.contains("socket:[" + columns[9] + "]") && !loopback(columns[1])) {
          open.add(columns[1]);
        }
      }
    }
    // Pax Exam steers the container by RMI: one accepting thread for each listener of its own.
    long probes =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("RMI TCP Accept"))
            .count();
    assertTrue("listeners beyond loopback: " + open, open.size() <= probes);
  }

  @Test
  public void nothingCallsHomeAndNoPictureTouchesTheDisk() throws Exception {
    assertOpens(building.face("front", Building.CODE, residentPictures()));
    try (Stream<Path> home = Files.walk(Path.of(System.getProperty("user.home")))) {
      List<Path> telemetry =
          home.filter(file -> file.toString().matches(".*(onnxruntime|DeveloperTools|djl).*"))
              .toList();
      assertEquals("files of a library's own in the home folder", List.of(), telemetry);
    }
    List<Path> pictures =
        House.files(data).stream().filter(file -> file.toString().endsWith(".jpg")).toList();
    assertEquals("pictures on the disk", List.of(), pictures);
  }

  @Test
  public void theAuditTellsEveryOpeningAndItsChainHolds() throws Exception {
    long before = audit.verify();
    assertOpens(building.face("front", Building.CODE, residentPictures()));
    assertTrue("the audit grew", audit.verify() > before);
    assertTrue(
        "the opening is told",
        audit.latest(20).stream().anyMatch(entry -> entry.action().equals("door-opened")));
  }

  private void awaitReady() throws IOException, InterruptedException, TimeoutException {
    URI gateway = URI.create("http://127.0.0.1:" + System.getProperty("vestibule.port"));
    Building.at(gateway, data, Path.of(System.getProperty("vestibule.fixtures")));
  }

  private Status await(String source, Predicate<Status> condition) throws Exception {
    Await.that(
        Duration.ofSeconds(90),
        () -> board.all().containsKey(source) && condition.test(board.all().get(source)),
        () -> source + " says " + board.all().get(source));
    return board.all().get(source);
  }

  private List<byte[]> residentPictures() throws IOException {
    return Building.read(building.pictures("resident").subList(30, 45));
  }

  private static void assertOpens(JsonNode story) {
    assertEquals(story.toString(), "Opened", story.path("outcome").path("type").asText());
  }

  private Bundle bundle(String name) throws BundleException {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> ("org.vestibule." + name).equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow(() -> new BundleException("no bundle " + name));
  }

  private Path visionJar() throws IOException {
    String file = "vision-" + System.getProperty("vestibule.version") + ".jar";
    return Path.of(System.getProperty("vestibule.root"), "bundles/vision/target", file);
  }

  private static String shortName(String symbolicName) {
    return symbolicName.substring("org.vestibule.".length());
  }

  private static Set<String> ownSockets() throws IOException {
    Set<String> sockets = new TreeSet<>();
    List<Path> descriptors = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      files.forEach(descriptors::add);
    }
    for (Path descriptor : descriptors) {
      try {
        sockets.add(Files.readSymbolicLink(descriptor).toString());
      } catch (IOException e) {
        // The descriptor was closed between the listing and this look: it listens on nothing.
      }
    }
    return sockets;
  }

  private static boolean loopback(String address) {
    return address.startsWith("0100007F:")
        || address.startsWith("00000000000000000000000001000000:")
        || address.startsWith("0000000000000000FFFF00000100007F:");
  }

  /** A bundle of a manifest alone, which says that it sends pictures somewhere. */
  private static byte[] declaringASink() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "org.example.cloud");
    main.putValue(
        "Provide-Capability",
        "org.vestibule.egress;sink=cloud;classes:List<String>=raw-video;purpose=Watching");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, manifest).close();
    return bytes.toByteArray();
  }
}
