// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.FoundStation;
import org.vestibule.testkit.internal.onvif.DiscoveryResponder;

/** Who answers is listed once, whatever else comes in. */
@Timeout(180)
class DiscoveryTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final URI DEVICE = URI.create("http://127.0.0.1:8080/onvif/device_service");

  @Test
  void eachDeviceIsListedOnce() throws Exception {
    try (DiscoveryResponder one = new DiscoveryResponder(HERE, 0, DEVICE);
        DiscoveryResponder other = new DiscoveryResponder(HERE, 0, DEVICE)) {
      List<FoundStation> found = new Discovery(() -> asking(one.port(), other.port())).ask(WAIT);
      assertThat(one.answered()).as("each question is put twice").isEqualTo(4);
      assertThat(found)
          .extracting(FoundStation::endpoint)
          .containsExactlyInAnyOrder(one.endpoint(), other.endpoint());
      assertThat(found)
          .allSatisfy(
              each -> {
                assertThat(each.addresses()).containsExactly(DEVICE);
                assertThat(each.from()).isEqualTo("127.0.0.1");
                assertThat(each.types()).contains("NetworkVideoTransmitter");
                assertThat(each.name()).isNotEmpty();
              });
    }
  }

  @Test
  void silenceIsAnEmptyListInTime() throws Exception {
    try (DatagramChannel deaf = DatagramChannel.open()) {
      deaf.bind(new InetSocketAddress(HERE, 0));
      int port = ((InetSocketAddress) deaf.getLocalAddress()).getPort();
      long begin = System.nanoTime();
      assertThat(new Discovery(() -> asking(port)).ask(WAIT)).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(WAIT, WAIT.plusSeconds(60));
    }
  }

  @Test
  void aMachineWithoutANetworkIsSaid() {
    assertThatThrownBy(() -> new Discovery(List::of).ask(WAIT))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("network-unreachable"));
  }

  @Test
  void onlyOneSearchesAtATime() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch tried = new CountDownLatch(1);
    Discovery discovery =
        new Discovery(
            () -> {
              began.countDown();
              try {
                tried.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return List.of();
            });
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () -> assertThatThrownBy(() -> discovery.ask(WAIT)).hasMessageContaining("no network"));
    began.await();
    assertThatThrownBy(() -> discovery.ask(WAIT)).hasMessageContaining("somebody else");
    tried.countDown();
    first.get();
  }

  private static List<Discovery.Asking> asking(int... ports) throws IOException {
    List<Discovery.Asking> all = new ArrayList<>();
    for (int port : ports) {
      DatagramChannel channel = DatagramChannel.open();
      channel.bind(new InetSocketAddress(HERE, 0));
      all.add(new Discovery.Asking(channel, new InetSocketAddress(HERE, port)));
    }
    return all;
  }
}
