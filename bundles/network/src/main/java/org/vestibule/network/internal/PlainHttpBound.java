// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.util.Dictionary;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the web server's configuration and the web server: an address for plain HTTP that
 * is not loopback becomes loopback, unless a person allowed it. Thread-safe.
 */
final class PlainHttpBound implements ConfigurationPlugin {
  /** The web server's configuration. */
  static final String SERVER = "org.apache.felix.http";

  static final String HOST = "org.apache.felix.http.host";
  private static final Logger LOG = LoggerFactory.getLogger(PlainHttpBound.class);

  private final boolean allowed;
  private volatile String refused = "";

  PlainHttpBound(boolean allowed) {
    this.allowed = allowed;
  }

  /** Whether the web server, configured so, would listen beyond loopback. */
  static boolean beyondLoopback(Dictionary<String, ?> properties) {
    Object host = properties == null ? null : properties.get(HOST);
    // Without a host it listens on every address.
    return host == null
        || !(host.toString().equals("localhost") || Addresses.loopback(host.toString()));
  }

  @Override
  public void modifyConfiguration(
      ServiceReference<?> reference, Dictionary<String, Object> properties) {
    if (allowed || !beyondLoopback(properties)) {
      refused = "";
      return;
    }
    Object host = properties.get(HOST);
    refused = host == null ? "every address" : host.toString();
    properties.put(HOST, "127.0.0.1");
    LOG.error(
        "Plain HTTP on {} is refused and stays on 127.0.0.1: set httpsAddress in {}, or allow it"
            + " with plainBeyondLoopback = true",
        refused,
        NetworkConfig.PID);
  }

  /** Returns the address that was asked for and refused; empty when there is none. */
  String refused() {
    return refused;
  }
}
