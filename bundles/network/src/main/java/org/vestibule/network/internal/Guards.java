// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands before the web server: the gate for requests, and the bound for plain HTTP. */
final class Guards {
  private static final Logger LOG = LoggerFactory.getLogger(Guards.class);

  private final BundleContext context;
  private final ConfigurationAdmin admin;
  private ServiceRegistration<Preprocessor> gate;
  private ServiceRegistration<ConfigurationPlugin> plugin;
  private volatile PlainHttpBound plain = new PlainHttpBound(false);

  Guards(BundleContext context, ConfigurationAdmin admin) {
    this.context = context;
    this.admin = admin;
  }

  /** The new guards stand before the old ones go: no request passes between them. */
  void stand(Settings settings) {
    ServiceRegistration<Preprocessor> oldGate = gate;
    ServiceRegistration<ConfigurationPlugin> oldPlugin = plugin;
    gate =
        context.registerService(
            Preprocessor.class, new RequestGate(settings, System::nanoTime), null);
    plain = new PlainHttpBound(settings.plainBeyondLoopback());
    Dictionary<String, Object> target = new Hashtable<>();
    target.put(ConfigurationPlugin.CM_TARGET, PlainHttpBound.SERVER);
    plugin = context.registerService(ConfigurationPlugin.class, plain, target);
    unregister(oldGate);
    unregister(oldPlugin);
    askAgain();
  }

  /** A web server that was configured before this guard stood is configured once more. */
  private void askAgain() {
    try {
      Configuration[] known =
          admin.listConfigurations("(service.pid=" + PlainHttpBound.SERVER + ")");
      if (known != null && PlainHttpBound.beyondLoopback(known[0].getProperties())) {
        known[0].update();
      }
    } catch (IOException | InvalidSyntaxException e) {
      LOG.error("The web server's configuration cannot be looked at", e);
    }
  }

  /** Returns the address that plain HTTP was refused on; empty when there is none. */
  String refused() {
    return plain.refused();
  }

  void close() {
    unregister(gate);
    unregister(plugin);
  }

  private static void unregister(ServiceRegistration<?> registration) {
    if (registration != null) {
      registration.unregister();
    }
  }
}
