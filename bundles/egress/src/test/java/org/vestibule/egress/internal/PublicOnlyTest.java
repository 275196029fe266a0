// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;

/** Where a way leads whose address somebody else may have chosen. */
@Timeout(180)
class PublicOnlyTest {
  private final Yard yard = new Yard();

  @AfterEach
  void close() {
    yard.close();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, MACHINE",
    "127.9.9.9, MACHINE",
    "::1, MACHINE",
    "::ffff:127.0.0.1, MACHINE",
    "10.0.0.1, BUILDING",
    "172.16.0.1, BUILDING",
    "172.31.255.255, BUILDING",
    "192.168.1.1, BUILDING",
    "100.64.0.1, BUILDING",
    "fd12:3456::1, BUILDING",
    "198.18.0.1, BUILDING",
    "198.19.255.255, BUILDING",
    "64:ff9b:1::a00:1, BUILDING",
    "::ffff:10.0.0.1, BUILDING",
    "64:ff9b::a00:1, BUILDING",
    "2002:a00:1::1, BUILDING",
    "169.254.169.254, FORBIDDEN",
    "::ffff:169.254.169.254, FORBIDDEN",
    "64:ff9b::a9fe:a9fe, FORBIDDEN",
    "64:ff9b::7f00:1, FORBIDDEN",
    "2002:7f00:1::, FORBIDDEN",
    "::127.0.0.1, FORBIDDEN",
    "100.100.100.200, FORBIDDEN",
    "168.63.129.16, FORBIDDEN",
    "192.0.0.192, FORBIDDEN",
    "fd00:ec2::254, FORBIDDEN",
    "fe80::1, FORBIDDEN",
    "0.0.0.0, FORBIDDEN",
    "0.1.2.3, FORBIDDEN",
    "::, FORBIDDEN",
    "224.0.0.1, FORBIDDEN",
    "ff02::1, FORBIDDEN",
    "240.0.0.1, FORBIDDEN",
    "255.255.255.255, FORBIDDEN",
    "172.32.0.1, WORLD",
    "100.128.0.1, WORLD",
    "192.0.2.1, WORLD",
    "198.20.0.1, WORLD",
    "64:ff9b:2::1, WORLD",
    "64:ff9b::c000:201, WORLD",
    "2001:db8::1, WORLD"
  })
  void anAddressIsAsFarAsItLeads(String address, Reach reach) throws Exception {
    assertThat(Reach.of(InetAddress.getByName(address))).isEqualTo(reach);
    InetAddress named =
        InetAddress.getByAddress("hook.example", InetAddress.getByName(address).getAddress());
    yard.with(Map.of("hosts", "mqtt:hook.example"));
    Egress way = yard.open(DataClass.EVENT).publicOnly();
    if (reach == Reach.WORLD) {
      assertThat(((Way) way).admit(new InetSocketAddress(named, 443)).getAddress())
          .isEqualTo(named);
    } else {
      assertThatThrownBy(() -> ((Way) way).admit(new InetSocketAddress(named, 443)))
          .isInstanceOf(EgressRefused.class);
    }
  }

  @Test
  void thisMachineIsNotAskedEvenIfItIsNamedAsSuch() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Egress way = yard.open(DataClass.EVENT).publicOnly();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
              .build();
      assertThatThrownBy(() -> way.exchange(request, DataClass.EVENT, 100))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("egress-denied"));
    }
  }

  @Test
  void aNameThatChangesItsMindIsRefused() throws Exception {
    yard.with(Map.of("hosts", "mqtt:hook.example"));
    Way way = (Way) yard.open(DataClass.EVENT).publicOnly();
    way.admit(new InetSocketAddress(named("192.0.2.1"), 443));
    assertThatThrownBy(() -> way.admit(new InetSocketAddress(named("10.0.0.7"), 443)))
        .isInstanceOf(EgressRefused.class);
    assertThatThrownBy(() -> way.admit(new InetSocketAddress(named("127.0.0.1"), 443)))
        .isInstanceOf(EgressRefused.class);
    assertThat(way.admit(new InetSocketAddress(named("192.0.2.9"), 443))).isNotNull();
  }

  @Test
  void aNameThatARouterWithoutALineAnsweredByItselfIsReachedOnceTheLineIsBack() throws Exception {
    yard.with(Map.of("hosts", "mqtt:hook.example"));
    Way way = (Way) yard.open(DataClass.EVENT).publicOnly();
    for (String portal : List.of("192.168.1.1", "127.0.0.1", "169.254.1.1")) {
      assertThatThrownBy(() -> way.admit(new InetSocketAddress(named(portal), 443)))
          .isInstanceOf(EgressRefused.class);
    }
    assertThat(way.admit(new InetSocketAddress(named("192.0.2.1"), 443))).isNotNull();
    assertThatThrownBy(() -> way.admit(new InetSocketAddress(named("192.168.1.1"), 443)))
        .isInstanceOf(EgressRefused.class);
  }

  private static InetAddress named(String address) throws Exception {
    return InetAddress.getByAddress("hook.example", InetAddress.getByName(address).getAddress());
  }
}
