// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.egress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * The one way out. Whoever wants to connect to somewhere asks it; no other bundle opens a
 * connection by itself, which a test of the house holds up. It lets through what a bundle declared
 * and the site allows, and counts. Thread-safe.
 */
@ProviderType
public interface EgressBroker {
  /**
   * Opens a way to a sink; nothing is connected yet.
   *
   * @param bundle the symbolic name of the bundle that asks
   * @throws VestibuleException {@code egress-undeclared} (its manifest does not declare this),
   *     {@code egress-denied} (the site does not allow it)
   */
  Egress open(String bundle, Sink sink) throws VestibuleException;

  /** Returns what was sent where, for each sink that was ever opened, by name. */
  List<Report> reports();

  /**
   * Returns what the site's settings say of each sink that they name, by name: what papers can rest
   * on before anything was sent.
   */
  default List<Permitted> permitted() {
    return List.of();
  }

  /** Returns when counting began. */
  Instant since();

  /**
   * What one sink was sent.
   *
   * @param payload bytes of each class, as whoever sent them declared
   * @param wire bytes that its sockets wrote, with protocol and encryption; -1 where they cannot be
   *     counted
   * @param refused how many times something was held back
   * @param hosts where to, host and port, those outside this machine marked
   */
  record Report(
      String sink,
      String bundle,
      Map<DataClass, Long> payload,
      long wire,
      long refused,
      List<Host> hosts) {
    /** Copies. */
    public Report {
      payload = Map.copyOf(payload);
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * What the site's settings say of one sink.
   *
   * @param classes what it may be sent; empty: what its bundle declares, but outside this machine
   *     nothing raw, nothing that was said and no name
   * @param hosts the hosts outside this machine that it may reach, as a person named them
   */
  record Permitted(String sink, Set<DataClass> classes, Set<String> hosts) {
    /** Copies the sets. */
    public Permitted {
      classes = Set.copyOf(classes);
      hosts = Set.copyOf(hosts);
    }
  }

  /** Where something was sent. */
  record Host(String host, int port, boolean outside) {}
}
