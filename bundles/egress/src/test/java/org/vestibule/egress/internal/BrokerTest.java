// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;

/** What the broker lets through, refuses and counts. */
@Timeout(180)
class BrokerTest {
  private final Yard yard = new Yard();

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void whatAManifestDoesNotDeclareIsRefused() {
    assertCode("egress-undeclared", () -> yard.open(DataClass.EVENT, DataClass.PERSONAL));
    Sink other = new Sink("cloud", "Somewhere", Set.of(DataClass.EVENT));
    assertCode("egress-undeclared", () -> yard.hub.open(Yard.BUNDLE, other));
    Sink mqtt = new Sink("mqtt", "Somewhere", Set.of(DataClass.EVENT));
    assertCode("egress-undeclared", () -> yard.hub.open("org.example.stranger", mqtt));
  }

  @Test
  void theSiteMayAllowLessThanWasDeclared() throws Exception {
    yard.with(Map.of("allow", "mqtt:health"));
    assertCode("egress-denied", () -> yard.open(DataClass.EVENT));
    Egress way = yard.open(DataClass.EVENT, DataClass.HEALTH);
    assertCode("data-class-denied", () -> way.declare(DataClass.EVENT, 10));
    way.declare(DataClass.HEALTH, 7);
    EgressBroker.Report report = yard.hub.reports().get(0);
    assertThat(report.payload()).isEqualTo(Map.of(DataClass.HEALTH, 7L));
    assertThat(report.refused()).isEqualTo(2);
  }

  @Test
  void whatAWayWasNotOpenedForIsRefusedEvenIfDeclared() throws Exception {
    Egress way = yard.open(DataClass.HEALTH);
    assertCode("data-class-denied", () -> way.declare(DataClass.EVENT, 10));
  }

  @Test
  void nothingIsConnectedOutsideUnlessAPersonNamedTheHost() throws Exception {
    Egress way = yard.open(DataClass.EVENT);
    try (Socket socket = way.sockets().createSocket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress("192.0.2.1", 1883), 100))
          .isInstanceOf(EgressRefused.class)
          .hasMessageContaining("mqtt:192.0.2.1")
          .hasMessageContaining("org.vestibule.egress");
    }
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://nowhere.invalid/")).build();
    // By its name alone: were it looked up, the failure would be another one.
    assertCode("egress-denied", () -> way.exchange(request, DataClass.EVENT, 100));
    assertThat(yard.hub.reports().get(0).hosts()).isEmpty();
    assertThat(yard.hub.reports().get(0).payload()).isEmpty();
  }

  @Test
  void aNameThatLeadsToThisMachineOrToTheLinkIsRefused() throws Exception {
    yard.with(Map.of("hosts", "mqtt:broker.example.org, mqtt:meta.example.org"));
    Way way = (Way) yard.open(DataClass.EVENT);
    for (String[] trick :
        new String[][] {
          {"broker.example.org", "127.0.0.1"},
          {"broker.example.org", "::1"},
          {"meta.example.org", "169.254.169.254"},
          {"meta.example.org", "fe80::1"},
          {"meta.example.org", "0.0.0.0"},
          {"meta.example.org", "224.0.0.1"}
        }) {
      assertThatThrownBy(() -> way.admit(named(trick[0], trick[1])))
          .as("%s at %s", trick[0], trick[1])
          .isInstanceOf(EgressRefused.class);
    }
  }

  @Test
  void aNameThatWasPublicAndIsPrivateNowIsRefused() throws Exception {
    yard.with(Map.of("hosts", "mqtt:broker.example.org"));
    Way way = (Way) yard.open(DataClass.EVENT);
    assertThat(way.admit(named("broker.example.org", "203.0.113.9")).getAddress().getHostAddress())
        .isEqualTo("203.0.113.9");
    way.admit(named("broker.example.org", "198.51.100.7"));
    for (String inside : List.of("10.0.0.1", "192.168.1.1", "100.64.0.1", "fd00::1")) {
      assertThatThrownBy(() -> way.admit(named("broker.example.org", inside)))
          .as(inside)
          .hasMessageContaining("lately led elsewhere");
    }
  }

  @Test
  void rawSoundLeavesThisMachineOnlyIfAPersonWroteIt() throws Exception {
    Egress here = yard.open(DataClass.RAW_AUDIO);
    here.declare(DataClass.RAW_AUDIO, 5);
    assertThat(yard.hub.sentence()).startsWith("Raw media left this building: 0 bytes since 2026-");
    yard.with(Map.of("hosts", "mqtt:broker.example.org"));
    assertCode("data-class-denied", () -> here.declare(DataClass.RAW_AUDIO, 5));
    yard.with(Map.of("hosts", "mqtt:broker.example.org", "allow", "mqtt:raw-audio"));
    here.declare(DataClass.RAW_AUDIO, 11);
    assertThat(yard.hub.sentence()).startsWith("Raw media left this building: 11 bytes");
  }

  @Test
  void aFreshGatewayHasSentNothing() {
    assertThat(yard.hub.reports()).isEmpty();
    assertThat(yard.hub.permitted()).isEmpty();
    assertThat(yard.hub.sentence())
        .isEqualTo(
            "Raw media left this building: 0 bytes since 2026-01-02T03:04:05Z; connections lead"
                + " outside for 0 of 0 open sinks");
  }

  @Test
  void everyByteOfASocketIsCounted() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Egress way = yard.open(DataClass.EVENT);
      Socket socket = way.sockets().createSocket("localhost", server.getLocalPort());
      try (Socket heard = server.accept()) {
        socket.getOutputStream().write('a');
        socket.getOutputStream().write(new byte[] {1, 2, 3});
        socket.getOutputStream().write(new byte[10], 2, 5);
        socket.close();
        assertThat(heard.getInputStream().readAllBytes()).hasSize(9);
      }
      EgressBroker.Report report = yard.hub.reports().get(0);
      assertThat(report.wire()).isEqualTo(9);
      assertThat(report.hosts())
          .containsExactly(new EgressBroker.Host("localhost", server.getLocalPort(), false));
    }
  }

  @Test
  void aClosedWayTakesItsSocketsWithIt() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Egress way = yard.open(DataClass.EVENT);
      Socket socket = way.sockets().createSocket("127.0.0.1", server.getLocalPort());
      way.close();
      assertThat(socket.isClosed()).isTrue();
      assertThatThrownBy(() -> way.sockets().createSocket("127.0.0.1", server.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void anotherProcessMayConnectOnlyWhereThisOneMay() throws Exception {
    Egress way = yard.open(DataClass.EVENT);
    assertCode("egress-denied", () -> way.permit("192.0.2.7", 5060));
    // By its name alone: were it looked up, nothing would be found.
    assertCode("egress-denied", () -> way.permit("nowhere.invalid", 5060));
    assertThat(yard.hub.reports().get(0).hosts()).isEmpty();
    assertThat(yard.hub.reports().get(0).refused()).isEqualTo(2);
    yard.with(Map.of("hosts", "mqtt:192.0.2.7, mqtt:169.254.169.254, mqtt:nowhere.invalid"));
    assertCode("egress-denied", () -> way.permit("169.254.169.254", 80));
    assertCode("egress-denied", () -> way.permit("nowhere.invalid", 80));
    way.permit("192.0.2.7", 5060);
    way.permit("127.0.0.1", 5061);
    assertThat(yard.hub.reports().get(0).hosts())
        .containsExactly(
            new EgressBroker.Host("192.0.2.7", 5060, true),
            new EgressBroker.Host("127.0.0.1", 5061, false));
    assertThat(yard.hub.reports().get(0).refused()).isEqualTo(4);
  }

  @Test
  void aClosedWayPermitsNothing() throws Exception {
    Egress way = yard.open(DataClass.EVENT);
    way.close();
    assertCode("egress-denied", () -> way.permit("127.0.0.1", 5060));
  }

  @Test
  void aSinkThatIsRefusedInALoopHasOneLineInTenMinutes() throws Exception {
    Egress way = yard.open(DataClass.HEALTH);
    for (int i = 0; i < 50; i++) {
      assertCode("data-class-denied", () -> way.declare(DataClass.EVENT, 1));
    }
    assertThat(yard.audit.lines).hasSize(1);
    yard.nanos = TimeUnit.MINUTES.toNanos(10);
    assertCode("data-class-denied", () -> way.declare(DataClass.EVENT, 1));
    assertThat(yard.audit.lines).hasSize(2);
    assertThat(yard.audit.lines.get(1).details())
        .containsEntry("since", "49")
        .containsEntry("sink", "mqtt");
    assertThat(yard.hub.reports().get(0).refused()).isEqualTo(51);
  }

  private static InetSocketAddress named(String name, String address) throws IOException {
    byte[] bytes = InetAddress.getByName(address).getAddress();
    return new InetSocketAddress(InetAddress.getByAddress(name, bytes), 1883);
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
