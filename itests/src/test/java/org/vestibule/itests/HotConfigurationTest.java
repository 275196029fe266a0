// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.api.status.StatusSource;

/**
 * Every setting that a bundle of the house describes is changed while everything runs. What is
 * possible is taken, what is not is refused by its name and the last good one stays; no component
 * is restarted for either.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class HotConfigurationTest {
  private static final String UNKNOWN = "noSuchSetting";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject private BundleContext context;
  @Inject private ConfigurationAdmin admin;
  @Inject private StatusBoard board;
  @Inject private FaceVerifier faces;
  @Inject private DoorController doors;

  @Configuration
  public Option[] configuration() throws IOException {
    return Container.options();
  }

  @Before
  public void everyPartWorks() throws Exception {
    Path data = Path.of(System.getProperty("vestibule.data"));
    assumeTrue("needs model packs", Files.isDirectory(data.resolve("models")));
    Await.that(
        Duration.ofSeconds(120),
        () -> board.all().values().stream().allMatch(HotConfigurationTest::good),
        board::all);
  }

  @Test
  public void everySettingOfEveryBundleIsTakenOrRefusedWhileItRuns() throws Exception {
    int forms = 0;
    int refusals = 0;
    List<String> wrong = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      String name = String.valueOf(bundle.getSymbolicName());
      // The demonstration's locks are no part of the house, and report no status.
      if (name.startsWith("org.vestibule.") && !name.equals("org.vestibule.testkit")) {
        for (Form form : Form.of(bundle)) {
          try {
            refusals += exercise(bundle, form);
          } catch (AssertionError e) {
            // The forms after it are tried all the same.
            wrong.add(e.getMessage());
          }
          forms++;
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue("only " + forms + " forms were found", forms >= 10);
    assertTrue("only " + refusals + " values were refused", refusals >= 150);
  }

  private int exercise(Bundle bundle, Form form) throws Exception {
    // A configuration of a factory may bring a status of its own.
    Supplier<List<StatusSource>> source = () -> sources(bundle);
    Map<Long, Object> before = services(bundle);
    int refusals = 1;
    try (HeldConfiguration held = HeldConfiguration.of(admin, form, Required.of(form.pid()))) {
      // A new door, panel or camera is here once the change that follows it was refused.
      held.set(UNKNOWN, "1");
      awaitRefused(source, form, UNKNOWN, "unknown key");
      held.reset();
      awaitTaken(source, form, "nothing but what was set before");
      Map<Long, Object> here = services(bundle);
      for (Form.Setting setting : form.settings()) {
        refusals += exercise(source, form, held, setting);
      }
      assertUntouched(bundle, here);
      // What is refused to the end shows when the end has arrived.
      held.set(UNKNOWN, "1");
      awaitRefused(source, form, UNKNOWN, "unknown key");
    }
    awaitTaken(source, form, "what was set before the test");
    assertUntouched(bundle, before);
    return refusals;
  }

  private static int exercise(
      Supplier<List<StatusSource>> source, Form form, HeldConfiguration held, Form.Setting setting)
      throws Exception {
    for (Object value : setting.impossible()) {
      held.set(setting.key(), value);
      String shown = value instanceof String text ? text : "a list";
      awaitRefused(source, form, setting.key(), shown);
    }
    Optional<String> other = Required.other(form.pid(), setting);
    if (other.isPresent()) {
      held.set(setting.key(), other.get());
    } else {
      held.reset();
    }
    awaitTaken(source, form, setting.key() + " = " + other);
    return setting.impossible().size();
  }

  /** The services are those of before, and no component was made anew behind them. */
  private void assertUntouched(Bundle bundle, Map<Long, Object> before) throws Exception {
    Await.that(
        PATIENCE,
        () -> services(bundle).keySet().equals(before.keySet()),
        () -> bundle + " had the services " + before + " and has " + services(bundle));
    services(bundle)
        .forEach((id, service) -> assertSame(bundle + ", " + id, before.get(id), service));
    assertEquals(bundle + " does not run", Bundle.ACTIVE, bundle.getState());
  }

  @Test
  public void aRefusedThresholdLeavesTheLastGoodOneInForce() throws Exception {
    Path pictures = Path.of(System.getProperty("vestibule.fixtures")).resolve("faces/resident");
    assumeTrue("needs pictures", Files.isDirectory(pictures));
    List<Path> seen;
    try (Stream<Path> files = Files.list(pictures)) {
      seen = files.sorted().toList();
    }
    FaceTemplate enrolled = faces.shot(Optional.empty(), frame(seen.get(0))).template();
    FaceReference claim =
        new FaceReference.Claimed(new PersonId("resident"), List.of(enrolled), List.of());
    Callable<FaceAnswer> look =
        () -> {
          try (FaceWatch watch = faces.watch(new FaceWish(new StationId("front"), 1, 1))) {
            return watch.look(claim, frame(seen.get(30))).answer();
          }
        };
    assertTrue(look.call().reason(), look.call() instanceof FaceAnswer.Known);

    Form vision = new Form("org.vestibule.vision", false, List.of());
    Supplier<List<StatusSource>> source = () -> sources(bundle("org.vestibule.vision"));
    try (HeldConfiguration held = HeldConfiguration.of(admin, vision, Map.of())) {
      held.set("livenessThreshold", "1");
      Await.that(PATIENCE, () -> look.call() instanceof FaceAnswer.Spoof, look::call);
      held.set("livenessThreshold", "7");
      awaitRefused(source, vision, "livenessThreshold", "7");
      assertTrue(look.call().reason(), look.call().reason().contains("not above 1.000"));
    }
    Await.that(PATIENCE, () -> look.call() instanceof FaceAnswer.Known, look::call);
  }

  @Test
  public void aDoorAndAPanelAreRenamedWhereTheyAreAndKeepTheirNameWhenTheNextIsImpossible()
      throws Exception {
    Form door = new Form("org.vestibule.door", true, List.of());
    Form panel = new Form("org.vestibule.station.http", true, List.of());
    Map<String, String> doorRequired = Map.of("id", "hot", "actuator", "simulated");
    Map<String, String> panelRequired = Map.of("id", "hot", "door", "hot");
    try (HeldConfiguration hotDoor = HeldConfiguration.of(admin, door, doorRequired);
        HeldConfiguration hotPanel = HeldConfiguration.of(admin, panel, panelRequired)) {
      Await.that(
          PATIENCE, () -> panel("hot") != null && titleOfDoor("hot").equals("hot"), doors::doors);
      DoorStation here = panel("hot");
      hotDoor.set("title", "Garage");
      hotPanel.set("title", "Garage");
      Await.that(PATIENCE, () -> titleOfDoor("hot").equals("Garage"), doors::doors);
      Await.that(PATIENCE, () -> here.info().title().equals("Garage"), here::info);
      hotDoor.set("title", new String[] {"one", "two"});
      hotPanel.set("title", "x".repeat(81));
      awaitRefused(
          () -> sources(bundle("org.vestibule.integrations-access-control")),
          door,
          "title",
          "a list");
      awaitRefused(
          () -> sources(bundle("org.vestibule.integrations-onvif-sip")),
          panel,
          "title",
          "81 characters");
      assertEquals("Garage", titleOfDoor("hot"));
      assertEquals("Garage", here.info().title());
      assertSame("the panel stayed", here, panel("hot"));
    }
    Await.that(PATIENCE, () -> panel("hot") == null && titleOfDoor("hot").isEmpty(), doors::doors);
  }

  private static void awaitRefused(
      Supplier<List<StatusSource>> sources, Form form, String key, String shown) throws Exception {
    Await.that(
        PATIENCE,
        () -> sources.get().stream().anyMatch(source -> refuses(source.status(), key, shown)),
        () -> form.pid() + ": " + key + " is not refused with " + shown + ": " + all(sources));
  }

  private static boolean refuses(Status now, String key, String shown) {
    return now.cause() == Status.Cause.CONFIGURATION
        && now.sentence().contains(key)
        && now.sentence().contains(shown);
  }

  private static List<Status> all(Supplier<List<StatusSource>> sources) {
    return sources.get().stream().map(StatusSource::status).toList();
  }

  private static void awaitTaken(Supplier<List<StatusSource>> sources, Form form, String what)
      throws Exception {
    Await.that(
        PATIENCE,
        () -> all(sources).stream().allMatch(now -> now.cause() != Status.Cause.CONFIGURATION),
        () -> form.pid() + ": " + what + " is not taken: " + all(sources));
  }

  private static boolean good(Status status) {
    return status.state() == Status.State.READY || status.cause() == Status.Cause.DISABLED;
  }

  private static Frame frame(Path picture) throws IOException {
    return new Frame(Files.readAllBytes(picture), Instant.now(), System.nanoTime());
  }

  private String titleOfDoor(String id) {
    return doors.doors().stream()
        .filter(info -> info.id().equals(new DoorId(id)))
        .map(info -> info.title())
        .findFirst()
        .orElse("");
  }

  private DoorStation panel(String id) throws Exception {
    for (ServiceReference<DoorStation> found :
        context.getServiceReferences(DoorStation.class, null)) {
      DoorStation station = context.getService(found);
      if (station != null && station.info().id().equals(new StationId(id))) {
        return station;
      }
    }
    return null;
  }

  private Bundle bundle(String symbolicName) {
    return Stream.of(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private List<StatusSource> sources(Bundle bundle) {
    List<StatusSource> sources = new ArrayList<>();
    for (ServiceReference<?> found : bundle.getRegisteredServices()) {
      if (context.getService(found) instanceof StatusSource source) {
        sources.add(source);
      }
    }
    assertFalse(bundle + " reports no status", sources.isEmpty());
    return sources;
  }

  /**
   * What the bundle's components, and others by its contract, are offered; what the container
   * registers on its behalf is left out, and so is a part that it keeps to itself and makes for
   * each configuration: another line of a reader is another line.
   */
  private Map<Long, Object> services(Bundle bundle) {
    Map<Long, Object> services = new TreeMap<>();
    for (ServiceReference<?> found : bundle.getRegisteredServices()) {
      String[] names = (String[]) found.getProperty("objectClass");
      if (found.getProperty("component.id") != null || names[0].startsWith("org.vestibule.api.")) {
        services.put((Long) found.getProperty("service.id"), context.getService(found));
      }
    }
    return services;
  }
}
