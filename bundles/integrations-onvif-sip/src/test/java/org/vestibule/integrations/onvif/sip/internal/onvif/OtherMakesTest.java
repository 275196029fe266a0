// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.integrations.onvif.sip.internal.onvif.Bench.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.integrations.onvif.sip.internal.soap.Prefixes;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/** Devices that do what the standard allows and the simulated one does not. */
class OtherMakesTest {
  @TempDir Path folder;
  private ScriptedDevice device;
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    device = new ScriptedDevice();
    bench = new Bench(device.url(), folder);
  }

  @AfterEach
  void close() {
    bench.close();
    device.close();
  }

  @Test
  void oneThatHangsIsNoticedAndItsReturnToo() throws Exception {
    services("tds", "/device", "tev", "/events");
    device.says("CreatePullPointSubscription", "").says("PullMessages", "");
    startWithoutPictures();
    device.mute = true;
    await(() -> bench.cause() == Cause.NETWORK);
    await(() -> bench.heard().contains("lost"));
    device.mute = false;
    await(() -> bench.state() == State.DEGRADED);
  }

  @Test
  void oneThatDoesNotWaitIsNotAskedInACircle() throws Exception {
    services("tds", "/device", "tev", "/events");
    device.says("CreatePullPointSubscription", "").says("PullMessages", "");
    startWithoutPictures();
    await(() -> device.count("PullMessages") >= 1);
    long before = device.count("PullMessages");
    long begin = System.nanoTime();
    await(() -> device.count("PullMessages") >= before + 8);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1500));
  }

  @Test
  void oneThatLosesEachSubscriptionIsNotAskedInACircle() throws Exception {
    services("tds", "/device", "tev", "/events");
    device.says("CreatePullPointSubscription", "");
    startWithoutPictures();
    await(() -> device.count("CreatePullPointSubscription") >= 4);
    long begin = System.nanoTime();
    long before = device.count("CreatePullPointSubscription");
    await(() -> device.count("CreatePullPointSubscription") >= before + 2);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
  }

  @Test
  void aSubscriptionIsNamedAsTheDeviceNamedIt() throws Exception {
    services("tds", "/device", "tev", "/events");
    device
        .says(
            "CreatePullPointSubscription",
            "<SubscriptionReference><Address>http://10.9.8.7/sub?Idx=3</Address>"
                + "<ReferenceParameters><a:Id xmlns:a='urn:a' n='1'>a&lt;b</a:Id>"
                + "</ReferenceParameters></SubscriptionReference>")
        .says("PullMessages", "");
    startWithoutPictures();
    await(() -> device.count("PullMessages") >= 1);
    XmlNode header = device.last("PullMessages").message().header();
    XmlNode id = header.child("Id").orElseThrow();
    assertThat(id.namespace()).isEqualTo("urn:a");
    assertThat(id.text()).isEqualTo("a<b");
    assertThat(id.attributes()).containsEntry("n", "1");
    assertThat(header.textAt("To")).isEqualTo(device.url().replace("/device", "/sub?Idx=3"));
    assertThat(header.textAt("Action")).endsWith("PullMessagesRequest");
  }

  @Test
  void aRelayThatCanFallBackByItselfIsToldToOnce() throws Exception {
    services("tds", "/device");
    device
        .says(
            "GetRelayOutputs",
            "<RelayOutputs token='1'><Properties><Mode>Bistable</Mode><DelayTime>PT0S</DelayTime>"
                + "<IdleState>closed</IdleState></Properties></RelayOutputs>")
        .says("SetRelayOutputSettings", "")
        .says("SetRelayOutputState", "");
    bench.with("doors", "front-door=1");
    startWithoutPictures();
    bench.station().release(Bench.DOOR, Duration.ofMillis(1500));
    bench.station().release(Bench.DOOR, Duration.ofMillis(1500));
    assertThat(device.count("SetRelayOutputSettings")).isEqualTo(1);
    XmlNode set = device.last("SetRelayOutputSettings").operation();
    assertThat(set.textAt("Properties", "Mode")).isEqualTo("Monostable");
    assertThat(set.textAt("Properties", "DelayTime")).isEqualTo("PT1.500S");
    assertThat(set.textAt("Properties", "IdleState")).isEqualTo("closed");
    assertThat(device.count("SetRelayOutputState")).isEqualTo(2);
    assertThat(device.last("SetRelayOutputState").operation().textAt("LogicalState"))
        .isEqualTo("active");
  }

  /** It offers no pictures, which its status says; everything else is there. */
  private void startWithoutPictures() throws Exception {
    bench.start();
    await(() -> bench.state() == State.DEGRADED);
  }

  private void services(String... prefixesAndPaths) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < prefixesAndPaths.length; i += 2) {
      all.put(Prefixes.NAMESPACES.get(prefixesAndPaths[i]), prefixesAndPaths[i + 1]);
    }
    device.services(all);
  }
}
