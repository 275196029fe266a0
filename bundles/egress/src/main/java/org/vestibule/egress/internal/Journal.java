// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker.Host;
import org.vestibule.api.egress.EgressBroker.Report;
import org.vestibule.api.store.SealedShelves;

/**
 * Keeps the meters over a restart. What was kept is added to what was counted since as soon as it
 * can be read; before that nothing is written over it. Used by one thread.
 */
final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHELF = "egress";
  private static final String KEY = "counters";

  private final Meters meters;
  private boolean read;

  Journal(Meters meters) {
    this.meters = meters;
  }

  /** Adds what was kept, once; returns whether it is known now. */
  boolean read(SealedShelves shelves) {
    if (read || shelves == null) {
      return read;
    }
    try {
      Optional<byte[]> kept = shelves.get(SHELF, KEY);
      if (kept.isPresent()) {
        add(JSON.readTree(kept.get()));
      }
      read = true;
    } catch (VestibuleException e) {
      // The vault is locked; it is tried again.
      LOG.debug("Counters cannot be read yet: {}", e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.warn("The counters that were kept are unreadable; counting begins anew");
      read = true;
    }
    return read;
  }

  /** Keeps the meters as they are now. */
  void write(SealedShelves shelves) {
    if (!read(shelves)) {
      return;
    }
    try {
      shelves.put(SHELF, KEY, JSON.writeValueAsBytes(tree()));
    } catch (VestibuleException | IOException e) {
      LOG.warn("The counters cannot be kept: {}", e.getMessage());
    }
  }

  private ObjectNode tree() {
    ObjectNode root = JSON.createObjectNode().put("since", meters.since().toString());
    ArrayNode sinks = root.putArray("sinks");
    for (Meter meter : meters.all()) {
      Report report = meter.report();
      ObjectNode sink = sinks.addObject().put("sink", report.sink()).put("bundle", report.bundle());
      sink.put("wire", report.wire()).put("refused", report.refused());
      ObjectNode payload = sink.putObject("payload");
      report.payload().forEach((what, bytes) -> payload.put(what.label(), bytes));
      ObjectNode outside = sink.putObject("outside");
      for (DataClass what : DataClass.values()) {
        if (meter.outside(what) > 0) {
          outside.put(what.label(), meter.outside(what));
        }
      }
      ArrayNode hosts = sink.putArray("hosts");
      for (Host host : report.hosts()) {
        hosts
            .addObject()
            .put("host", host.host())
            .put("port", host.port())
            .put("outside", host.outside());
      }
    }
    return root;
  }

  private void add(JsonNode root) {
    meters.began(Instant.parse(root.path("since").asText()));
    for (JsonNode sink : root.path("sinks")) {
      List<Host> hosts = new ArrayList<>();
      sink.path("hosts")
          .forEach(
              host ->
                  hosts.add(
                      new Host(
                          host.path("host").asText(),
                          host.path("port").asInt(),
                          host.path("outside").asBoolean())));
      String name = sink.path("sink").asText();
      String bundle = sink.path("bundle").asText();
      long wire = sink.path("wire").asLong();
      long refused = sink.path("refused").asLong();
      meters
          .of(name, bundle)
          .add(
              new Report(name, bundle, classes(sink.path("payload")), wire, refused, hosts),
              classes(sink.path("outside")));
    }
  }

  private static Map<DataClass, Long> classes(JsonNode counted) {
    Map<DataClass, Long> classes = new EnumMap<>(DataClass.class);
    counted
        .fields()
        .forEachRemaining(
            field ->
                DataClass.of(field.getKey())
                    .ifPresent(what -> classes.put(what, field.getValue().asLong())));
    return classes;
  }
}
