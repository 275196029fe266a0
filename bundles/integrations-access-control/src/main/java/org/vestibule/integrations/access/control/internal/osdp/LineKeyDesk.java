// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.ReaderKeys;

/**
 * The reader lines of both roles, and what a person may do with their keys. What it does is audited
 * before it is done, and no line of the trail has a key in it. Thread-safe.
 */
@Component(service = ReaderKeys.class)
public final class LineKeyDesk implements ReaderKeys {
  private static final int MOST_MINUTES = 30;

  private final LineKeys keys;
  private final List<ReaderLine> lines = new CopyOnWriteArrayList<>();
  private volatile AuditTrail audit;

  /** For the container. */
  @Activate
  public LineKeyDesk(@Reference LineKeys keys) {
    this.keys = keys;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addLine(ReaderLine line) {
    lines.add(line);
  }

  public void removeLine(ReaderLine line) {
    lines.remove(line);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setAudit(AuditTrail service) {
    audit = service;
  }

  public void unsetAudit(AuditTrail service) {
    if (audit == service) {
      audit = null;
    }
  }

  @Override
  public List<Reader> readers() {
    return lines.stream()
        .map(ReaderLine::reader)
        .sorted(Comparator.comparing(Reader::name))
        .toList();
  }

  @Override
  public void openCommissioning(String reader, int minutes) throws VestibuleException {
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw new VestibuleException(
          "minutes-invalid",
          "commissioning of reader line " + reader,
          minutes + " minutes",
          "1 to " + MOST_MINUTES,
          "Take 10, for example.");
    }
    ReaderLine line = find(reader);
    // With the vault shut the key that comes could not be kept, and the reader would be lost.
    keys.lines();
    record("reader-commissioning-opened", reader, Map.of("minutes", Integer.toString(minutes)));
    line.openCommissioning(Duration.ofMinutes(minutes));
  }

  @Override
  public void closeCommissioning(String reader) throws VestibuleException {
    ReaderLine line = find(reader);
    // First: a window must close although the trail is full.
    line.closeCommissioning();
    record("reader-commissioning-closed", reader, Map.of());
  }

  @Override
  public void setKey(String reader, byte[] key) throws VestibuleException {
    ReaderLine line = find(reader);
    LineKeys.check(reader, key);
    record("reader-key-set", reader, Map.of());
    keys.put(reader, key);
    line.keyChanged();
  }

  @Override
  public void clearKey(String reader) throws VestibuleException {
    ReaderLine line = find(reader);
    record("reader-key-cleared", reader, Map.of());
    keys.remove(reader);
    line.keyChanged();
  }

  private ReaderLine find(String reader) throws VestibuleException {
    for (ReaderLine line : lines) {
      if (line.reader().name().equals(reader)) {
        return line;
      }
    }
    throw new VestibuleException(
        "unknown-reader",
        "reader line",
        "'" + reader + "'",
        readers().stream().map(Reader::name).toList().toString(),
        "Take one of these, or configure it first.");
  }

  private void record(String action, String reader, Map<String, String> details)
      throws VestibuleException {
    AuditTrail trail = audit;
    if (trail == null) {
      throw new VestibuleException(
          "audit-unwritable",
          "key of reader line " + reader,
          "no audit trail",
          "an audit trail that can be written",
          "Start the store (feature store).");
    }
    Map<String, String> all = new TreeMap<>(details);
    all.put("reader", reader);
    trail.record(Acting.now().subject(), action, all);
  }
}
