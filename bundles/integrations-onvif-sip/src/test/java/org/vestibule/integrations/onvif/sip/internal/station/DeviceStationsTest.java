// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedServiceFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.ReaderDisplay;
import org.vestibule.api.door.ReaderFront;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.Visits;
import org.vestibule.integrations.onvif.sip.internal.area.MaskedStation;

class DeviceStationsTest {
  private static final long WAIT_SECONDS = 60;

  private final List<DoorStation> offered = new ArrayList<>();
  private final List<ManagedServiceFactory> factories = new ArrayList<>();
  private final StationHouse house = new StationHouse();
  private final BlockingQueue<ButtonPress> presses = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> panelKeys = new LinkedBlockingQueue<>();
  private final List<FakeDevice> cameras = new ArrayList<>();
  private final List<FakeDevice> panels = new ArrayList<>();
  private final DeviceStations stations = new DeviceStations(context(), house, new StationNames());

  @AfterEach
  void close() {
    stations.close();
  }

  @Test
  void whatIsImpossibleIsRefusedAndTheLastGoodStationStays() {
    ManagedServiceFactory factory = factory("onvif", cameras);
    configure(factory, "a", Map.of("id", "front", "door", "front-door"));
    configure(factory, "a", Map.of("id", "front", "door", "front-door", "url", "nowhere"));
    configure(factory, "b", Map.of("id", "front", "door", "back-door"));
    configure(factory, "c", Map.of("id", "side", "door", "side-door", "colour", "red"));

    assertThat(offered).hasSize(1);
    assertThat(cameras).hasSize(1);
    assertThat(cameras.get(0).closed).isFalse();
    Status status = stations.status();
    assertThat(status.state()).isEqualTo(State.DEGRADED);
    assertThat(status.cause()).isEqualTo(Cause.CONFIGURATION);
    assertThat(status.sentence()).contains("nowhere").contains("2 more");
  }

  @Test
  void whatIsGoodAgainIsNoLongerComplainedOf() {
    ManagedServiceFactory factory = factory("onvif", cameras);
    configure(factory, "a", Map.of("id", "front", "door", "front-door"));
    DoorStation here = offered.get(0);
    configure(factory, "a", Map.of("id", "front", "door", "front-door", "colour", "red"));
    configure(factory, "a", Map.of("id", "front", "door", "front-door"));
    assertThat(stations.status().state()).isEqualTo(State.READY);

    configure(factory, "a", Map.of("id", "front", "door", "yard-door", "title", "Yard"));
    assertThat(offered).containsExactly(here);
    assertThat(here.info().title()).isEqualTo("Yard");
    assertThat(cameras.get(0).closed).isTrue();
    assertThat(cameras.get(1).closed).isFalse();
  }

  @Test
  void otherMasksAndZonesAreTakenByTheDeviceThatRuns() {
    ManagedServiceFactory factory = factory("onvif", cameras);
    Map<String, Object> settings = new HashMap<>(Map.of("id", "front", "door", "front-door"));
    configure(factory, "a", settings);
    settings.put("masks", "0,0 1,0 1,1");
    settings.put("zones", "path: 0,0 1,0 1,1");
    configure(factory, "a", settings);
    FakeDevice camera = cameras.get(0);
    assertThat(cameras).hasSize(1);
    assertThat(camera.closed).isFalse();
    assertThat(camera.basics.areas().now().masks()).hasSize(1);
    assertThat(offered.get(0).zones()).extracting("name").containsExactly("path");
    assertThat(((MaskedStation) offered.get(0)).masked()).isTrue();

    settings.put("masks", "0,0 1,1 1,0 0,1");
    configure(factory, "a", settings);
    assertThat(stations.status().sentence()).contains("mask 1").contains("meets");
    assertThat(camera.basics.areas().now().masks()).as("the last good one stays").hasSize(1);

    settings.remove("masks");
    settings.put("title", "Yard");
    configure(factory, "a", settings);
    assertThat(stations.status().state()).isEqualTo(State.READY);
    assertThat(cameras).hasSize(2);
    assertThat(cameras.get(1).basics.areas().now().masks()).isEmpty();
    assertThat(((MaskedStation) offered.get(0)).masked()).isFalse();
    assertThat(offered.get(0).zones()).hasSize(1);
  }

  @Test
  void aPanelWithoutPicturesHasNothingToHide() {
    ManagedServiceFactory factory = blind("sip");
    configure(factory, "a", Map.of("id", "front", "door", "front-door", "masks", "0,0 1,0 1,1"));
    assertThat(offered).isEmpty();
    assertThat(stations.status().sentence()).contains("masks").contains("unknown key");
  }

  @Test
  void aStationThatIsAwaySaysSoAndByWhatItIsMissing() throws Exception {
    ManagedServiceFactory factory = factory("onvif", cameras);
    configure(factory, "a", Map.of("id", "front", "door", "front-door"));
    cameras.get(0).status = Status.unavailable(Cause.NETWORK, "no answer");

    assertThatThrownBy(() -> offered.get(0).openVideo(new VisitId("v-1")))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining("no answer");
    assertThat(stations.status().sentence()).isEqualTo("front: no answer");
    assertThat(stations.status().cause()).isEqualTo(Cause.NETWORK);

    cameras.get(0).status = Status.ready("it answers");
    assertThat(code(() -> offered.get(0).openVideo(new VisitId("v-1")))).isEqualTo("no-video");
  }

  @Test
  void aPanelWithoutSipIsRefusedBeforeAnythingIsOpened() {
    ManagedServiceFactory factory = factory("onvif", cameras);
    configure(factory, "a", Map.of("id", "front", "door", "front-door", "sip", "panel"));

    assertThat(offered).isEmpty();
    assertThat(cameras).isEmpty();
    assertThat(stations.status().sentence()).contains("sip");
  }

  @Test
  void aCameraWithASipPanelIsToldHowThePanelIsAnswered() {
    factory("sip", panels, "pickUp");
    ManagedServiceFactory factory = factory("onvif", cameras);
    Map<String, Object> settings =
        new HashMap<>(Map.of("id", "front", "door", "front-door", "pickUp", "early"));
    configure(factory, "a", settings);
    assertThat(offered).as("without a panel nobody reads it").isEmpty();
    settings.put("sip", "panel");
    configure(factory, "a", settings);
    assertThat(offered).hasSize(1);
    assertThat(stations.status().state()).isEqualTo(State.READY);
  }

  @Test
  void aCameraWithASipPanelIsOneStation() throws Exception {
    factory("sip", panels);
    ManagedServiceFactory factory = factory("onvif", cameras);
    configure(factory, "a", Map.of("id", "front", "door", "front-door", "sip", "panel"));
    panels.get(0).sound = true;

    try (var line = offered.get(0).openTalk(new VisitId("v-1"))) {
      assertThat(line.format().sampleRate()).isEqualTo(16_000);
      assertThat(stations.status().sentence()).contains("v-1 talks at front");
    }
    assertThat(stations.status().sentence()).isEqualTo("1 station answers");
  }

  @Test
  void theBellOpensAVisitForTheUnitThatWasRung() throws Exception {
    ManagedServiceFactory factory = factory("onvif", cameras);
    configure(factory, "a", Map.of("id", "front", "door", "front-door"));
    cameras.get(0).listener.pressed(Optional.of("12"));

    ButtonPress press = presses.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    assertThat(press.station().value()).isEqualTo("front");
    assertThat(press.unit()).contains("12");
    assertThat(press.claim()).isEmpty();
  }

  @Test
  void inputsGoToTheDoorAndAreForgottenWithTheConnection() throws Exception {
    ManagedServiceFactory factory = factory("onvif", cameras);
    configure(factory, "a", Map.of("id", "front", "door", "front-door"));
    cameras.get(0).listener.input(DoorSignal.TAMPER, true);
    cameras.get(0).listener.lost();

    assertThat(signals)
        .containsExactly("station front front-door TAMPER true", "gone station front");
  }

  @Test
  void keysThatThePanelTakesAreForNobodyElse() throws Exception {
    ManagedServiceFactory factory = factory("onvif", cameras);
    configure(factory, "a", Map.of("id", "front", "door", "front-door"));
    cameras.get(0).listener.keyed("4711#");

    assertThat(panelKeys.poll(WAIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("front-door 4711#");
  }

  @Test
  void aStationGoesWithItsConfigurationAndWithItsKind() {
    StationKind kind = FakeDevice.kind("onvif", cameras);
    stations.bindKind(kind);
    configure(factories.get(0), "a", Map.of("id", "front", "door", "front-door"));
    configure(factories.get(0), "b", Map.of("id", "back", "door", "back-door"));
    factories.get(0).deleted("a");
    assertThat(offered).extracting(station -> station.info().id().value()).containsExactly("back");

    stations.unbindKind(kind);
    assertThat(offered).isEmpty();
    assertThat(cameras).allMatch(device -> device.closed);
  }

  private ManagedServiceFactory blind(String name) {
    StationKind sees = FakeDevice.kind(name, panels);
    stations.bindKind(
        new StationKind() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public List<String> keys() {
            return sees.keys();
          }

          @Override
          public boolean sees() {
            return false;
          }

          @Override
          public StationDevice open(StationBasics common, SettingsReader reader)
              throws VestibuleException {
            return sees.open(common, reader);
          }
        });
    return factories.get(factories.size() - 1);
  }

  private ManagedServiceFactory factory(String name, List<FakeDevice> made, String... more) {
    stations.bindKind(FakeDevice.kind(name, made, more));
    return factories.get(factories.size() - 1);
  }

  private static void configure(ManagedServiceFactory factory, String pid, Map<String, ?> values) {
    Dictionary<String, Object> properties = new Hashtable<>(values);
    try {
      factory.updated(pid, properties);
    } catch (org.osgi.service.cm.ConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  private interface Call {
    Object run() throws Exception;
  }

  private static String code(Call call) throws Exception {
    try {
      call.run();
      return "none";
    } catch (VestibuleException e) {
      return e.code();
    }
  }

  private BundleContext context() {
    house.visits =
        fake(
            Visits.class,
            (name, args) -> {
              if (name.equals("press")) {
                presses.add((ButtonPress) args[0]);
                return new VisitId("v-1");
              }
              return List.of();
            });
    house.signals =
        fake(
            DoorSignals.class,
            (name, args) ->
                signals.add(
                    name.equals("gone")
                        ? "gone " + args[0]
                        : args[0] + " " + args[1] + " " + args[2] + " " + args[3]));
    house.front =
        new ReaderFront() {
          @Override
          public Optional<ReaderDisplay> display(DoorId door) {
            return Optional.empty();
          }

          @Override
          public boolean keyed(DoorId door, String keys) {
            return panelKeys.add(door + " " + keys);
          }
        };
    return fake(
        BundleContext.class,
        (name, args) -> {
          Object service = args[1];
          if (service instanceof DoorStation station) {
            offered.add(station);
          } else {
            factories.add((ManagedServiceFactory) service);
          }
          return fake(
              ServiceRegistration.class,
              (end, none) -> service instanceof DoorStation && offered.remove(service));
        });
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              Object result = answer.to(method.getName(), args);
              return method.getReturnType() == void.class ? null : result;
            }));
  }
}
