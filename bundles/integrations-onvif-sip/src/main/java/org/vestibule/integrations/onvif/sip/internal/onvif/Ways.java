// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.device.http.PasswordSource;

/**
 * The connections to one device: with its account and without, at each of its ports. Thread-safe.
 */
final class Ways implements AutoCloseable {
  private static final int MOST = 32;

  private final OnvifTarget target;
  private final PasswordSource password;
  private final Out out;
  private final Map<String, DeviceHttp> open = new HashMap<>();
  private boolean closed;

  /** Makes the way to any device. */
  @FunctionalInterface
  interface Out {
    /**
     * @throws VestibuleException {@code no-way-out}, {@code egress-*}
     */
    DeviceHttp open(DeviceAddress device, PasswordSource password) throws VestibuleException;
  }

  Ways(OnvifTarget target, PasswordSource password, Out out) {
    this.target = target;
    this.password = password;
    this.out = out;
  }

  /**
   * Returns the way to an address.
   *
   * @param login whether challenges are answered
   * @param wait how long an answer may take
   * @throws VestibuleException {@code no-way-out}, {@code egress-*}
   */
  DeviceHttp to(URI address, boolean login, Duration wait) throws VestibuleException {
    URI root = Addresses.root(address);
    String key = root + " " + login + " " + wait.toMillis();
    synchronized (this) {
      DeviceHttp there = open.get(key);
      if (there != null) {
        return there;
      }
    }
    DeviceAddress account = target.at(root).within(wait);
    DeviceHttp fresh = out.open(login ? account : nobody(account), password);
    synchronized (this) {
      DeviceHttp first = closed || open.size() >= MOST ? null : open.putIfAbsent(key, fresh);
      if (first == null && open.get(key) == fresh) {
        return fresh;
      }
      fresh.close();
      if (first != null) {
        return first;
      }
    }
    throw new VestibuleException(
        "device-unreachable",
        "request to " + target.address().shown(),
        "its connections are closed, or it names too many ports",
        "a device that is asked at a few ports",
        "Check what the device answers.");
  }

  private static DeviceAddress nobody(DeviceAddress device) {
    return new DeviceAddress(
        device.url(), "", Optional.empty(), false, device.timeout(), device.mostAnswer());
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(DeviceHttp::close);
    open.clear();
  }
}
