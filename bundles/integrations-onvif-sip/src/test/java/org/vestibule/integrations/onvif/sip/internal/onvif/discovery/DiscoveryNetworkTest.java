// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A search by real multicast, from one network of the kernel's into another. */
@Timeout(180)
class DiscoveryNetworkTest {
  private static final String CAMERA = "10.99.0.1";
  private final String camera = "vc" + ProcessHandle.current().pid();
  private final String gateway = "vg" + ProcessHandle.current().pid();

  @BeforeEach
  void wire() {
    assumeTrue(
        ip("netns add " + camera),
        "needs the package iproute2 and the right to make networks (root)");
    assertThat(ip("netns add " + gateway)).isTrue();
    assertThat(ip("link add " + camera + " type veth peer name " + gateway)).isTrue();
    address(camera, CAMERA);
    address(gateway, "10.99.0.2");
  }

  @AfterEach
  void cut() {
    ip("netns del " + camera);
    ip("netns del " + gateway);
  }

  @Test
  void aCameraInTheNetworkIsFound() throws Exception {
    Process answers = java(camera, "answer", CAMERA);
    try (BufferedReader said = answers.inputReader()) {
      String endpoint = said.readLine();
      assertThat(endpoint).startsWith("urn:uuid:");
      Process asks = java(gateway, "ask");
      try (BufferedReader found = asks.inputReader()) {
        assertThat(found.lines())
            .containsExactly(
                endpoint + " " + CAMERA + " [http://" + CAMERA + "/onvif/device_service]");
      }
      assertThat(asks.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      answers.destroyForcibly();
    }
  }

  /** Each end of the cable has the name of its network. */
  private static void address(String network, String address) {
    assertThat(ip("link set " + network + " netns " + network)).isTrue();
    assertThat(ip("-n " + network + " addr add " + address + "/24 dev " + network)).isTrue();
    assertThat(ip("-n " + network + " link set " + network + " up")).isTrue();
  }

  private static Process java(String network, String... arguments) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", network));
    command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-cp", classes));
    command.add(DiscoveryPeer.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static boolean ip(String arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments.split(" ")));
    try {
      Process runs =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return runs.waitFor(60, TimeUnit.SECONDS) && runs.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
