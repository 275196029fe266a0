// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.ReaderDisplay;
import org.vestibule.api.door.ReaderFront;

/** The front of the readers that this gateway is to other people's panels. Thread-safe. */
@Component(service = ReaderFront.class)
public final class PdFront implements ReaderFront {
  private final PdReaders readers;

  /** Shows what the panels of these make of them. */
  @Activate
  public PdFront(@Reference PdReaders readers) {
    this.readers = readers;
  }

  /** A panel that does not talk to its reader shows nothing there. */
  @Override
  public Optional<ReaderDisplay> display(DoorId door) {
    return readers.find(door).map(reader -> reader.display(System.nanoTime()));
  }

  @Override
  public boolean keyed(DoorId door, String keys) {
    boolean taken = readers.keypad(door);
    if (taken) {
      // Keys that no panel fetches are for nobody else: they may be a PIN of its.
      readers.type(door, keys);
    }
    return taken;
  }
}
