// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sim;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.Map;
import org.vestibule.testkit.internal.onvif.DiscoveryResponder;
import org.vestibule.testkit.internal.onvif.SimulatedOnvif;

/** An ONVIF camera with a bell, which is found in the network. */
final class OnvifSim implements SimDevice {
  private final SimulatedOnvif device;
  private DiscoveryResponder discovery;

  /**
   * @param streams where its streams are; empty: nowhere
   */
  OnvifSim(SimOptions options, String streams) throws IOException {
    InetAddress on = InetAddress.getByName(options.address());
    device = new SimulatedOnvif(on, options.port());
    device.account(options.user(), options.password());
    if (!streams.isEmpty()) {
      device.rtsp(streams);
    }
    if (options.picture().isPresent()) {
      device.picture(Files.readAllBytes(options.picture().get()));
    }
    try {
      discovery = new DiscoveryResponder(on, DiscoveryResponder.PORT, device.url());
    } catch (IOException e) {
      System.err.println("It cannot be found by WS-Discovery: " + e.getMessage());
    }
  }

  @Override
  public String kind() {
    return "onvif";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("bells", SimulatedOnvif.BUTTON, "inputs", SimulatedOnvif.CONTACT + "=contact");
  }

  @Override
  public String url() {
    return device.url().toString();
  }

  @Override
  public boolean press() {
    device.press();
    return true;
  }

  @Override
  public boolean motion(boolean moving) {
    device.motion(moving);
    return true;
  }

  @Override
  public String relay() {
    return (device.relayActive() ? "active" : "inactive") + ", orders " + device.relayOrders();
  }

  @Override
  public void close() {
    if (discovery != null) {
      discovery.close();
    }
    device.close();
  }
}
