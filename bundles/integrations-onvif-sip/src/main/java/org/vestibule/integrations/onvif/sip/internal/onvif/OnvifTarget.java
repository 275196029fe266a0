// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.onvif.sip.internal.video.SnapshotWish;

/**
 * Where a device is, and how far its own addresses are believed.
 *
 * @param address scheme, host and port, with the account
 * @param servicePath the path of its device service
 * @param keepHosts whether hosts in what it answers are taken as they are
 * @param rtspPort 0: the one that the device says
 */
record OnvifTarget(DeviceAddress address, String servicePath, boolean keepHosts, int rtspPort) {
  /** The path that the standard sets (ONVIF Core, section 5.1.1). */
  static final String SERVICE_PATH = "/onvif/device_service";

  /** A picture may be that long; a message may not, and is refused where it is read. */
  private static final int MOST_ANSWER = SnapshotWish.MOST_PICTURE;

  /**
   * Reads a configuration.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static OnvifTarget of(String pid, SettingsReader reader) throws VestibuleException {
    DeviceAddress read = DeviceAddress.of(pid, reader);
    return of(read, reader.flag("keepHosts", false), reader.integer("rtspPort", 0, 65_535, 0));
  }

  /** A device that nobody configured yet. */
  static OnvifTarget of(URI url, String username, Duration timeout) {
    DeviceAddress read =
        new DeviceAddress(url, username, Optional.empty(), false, timeout, MOST_ANSWER);
    return of(read, false, 0);
  }

  private static OnvifTarget of(DeviceAddress read, boolean keepHosts, int rtspPort) {
    String path = read.url().getRawPath();
    URI root = URI.create(read.url().getScheme() + "://" + read.url().getRawAuthority());
    return new OnvifTarget(
        at(read, root), path.isEmpty() ? SERVICE_PATH : path, keepHosts, rtspPort);
  }

  /** Returns the same account at another address of the device. */
  DeviceAddress at(URI root) {
    return at(address, root);
  }

  /** Returns the address of the device service. */
  URI service() {
    return URI.create(address.url() + servicePath);
  }

  private static DeviceAddress at(DeviceAddress device, URI root) {
    return new DeviceAddress(
        root,
        device.username(),
        device.passwordFile(),
        device.basic(),
        device.timeout(),
        MOST_ANSWER);
  }
}
