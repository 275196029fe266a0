// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;

/**
 * What is known of the gateway as a whole.
 *
 * @param framework where the console runs
 * @param instance names this run of the console
 */
record Gateway(BundleContext framework, String instance) {
  Map<String, Object> plain() {
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("version", framework.getBundle().getVersion().toString());
    plain.put("startedAt", Instant.ofEpochMilli(started).toString());
    plain.put("uptimeSeconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
    return plain;
  }
}
