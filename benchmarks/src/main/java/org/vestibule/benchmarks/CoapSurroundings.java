// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.store.Secrets;

/** What stands around CoAP in a gateway and is not measured: a door, a key, a way out. */
final class CoapSurroundings {
  static final DoorId DOOR = new DoorId("front-door");

  private CoapSurroundings() {}

  /** A door that opens at once. */
  static final class Door implements DoorController {
    @Override
    public List<DoorInfo> doors() {
      return List.of(new DoorInfo(DOOR, "Front door", "simulated", DoorState.LOCKED));
    }

    @Override
    public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
      return CompletableFuture.completedFuture(new DoorOutcome.Opened("Open.", System.nanoTime()));
    }

    @Override
    public DoorState state(DoorId door) {
      return DoorState.LOCKED;
    }
  }

  /** One key under every name. */
  record Key(byte[] value) implements Secrets {
    @Override
    public Optional<byte[]> get(String name) {
      return Optional.of(value.clone());
    }

    @Override
    public void put(String name, byte[] other) {
      throw new UnsupportedOperationException("there is one key");
    }

    @Override
    public boolean remove(String name) {
      return false;
    }

    @Override
    public List<String> names() {
      return List.of("bench");
    }
  }

  /** A trail that is not written to a disk, to tell what the disk costs. */
  static final class Memory implements AuditTrail {
    private static final int MOST = 1000;

    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized AuditEntry record(
        String actor, String action, Map<String, String> details) {
      if (lines.size() == MOST) {
        lines.clear();
      }
      lines.add(actor + action + details);
      return null;
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      return List.of();
    }

    @Override
    public long verify() {
      return 0;
    }
  }
}
