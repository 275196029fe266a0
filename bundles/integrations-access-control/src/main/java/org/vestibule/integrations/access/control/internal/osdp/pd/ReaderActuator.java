// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.integrations.access.control.internal.credential.CardBook;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/**
 * Doors that somebody else's panel opens: an order becomes the person's card at the door's reader,
 * and what the panel makes of it the order's outcome. Thread-safe.
 */
@Component(service = DoorActuator.class, immediate = true)
public final class ReaderActuator implements DoorActuator {
  /** The name that a door's configuration refers to. */
  static final String KIND = "osdp-reader";

  private final PdReaders readers;
  private volatile CardBook cards;

  /** For the container. */
  @Activate
  public ReaderActuator(@Reference PdReaders readers) {
    this.readers = readers;
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setCards(CardBook service) {
    cards = service;
  }

  void unsetCards(CardBook service) {
    if (cards == service) {
      cards = null;
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** A panel wants to know who comes, so a door that is opened for nobody stays shut. */
  @Override
  public void release(DoorId door, Duration pulse) throws VestibuleException {
    throw noCard(door, "nobody to present a card for");
  }

  @Override
  public void release(UnlockOrder order, Duration pulse)
      throws VestibuleException, InterruptedException {
    PdReader reader = readers.find(order.door()).orElse(null);
    if (reader == null || !reader.ready()) {
      throw new VestibuleException(
          "device-unreachable",
          "door " + order.door(),
          reader == null ? "no reader is configured for it" : reader.sentence(),
          "a reader that its panel polls",
          "Look at the status of osdp-readers.");
    }
    CardBook book = cards;
    Optional<CardBits> card =
        book == null ? Optional.empty() : book.bits(order.person(), order.door());
    if (card.isEmpty()) {
      throw noCard(order.door(), "the person has no card for it");
    }
    reader.presenter().present(order, card.get());
  }

  /** A panel's light does not say how its lock is; only that nobody is there is known. */
  @Override
  public DoorState state(DoorId door) {
    return readers.find(door).filter(PdReader::online).isPresent()
        ? DoorState.UNKNOWN
        : DoorState.UNREACHABLE;
  }

  private static VestibuleException noCard(DoorId door, String found) {
    return new VestibuleException(
        "no-card",
        "door " + door,
        found,
        "a person with a card that its panel knows",
        "Enter the person's card number of this panel.");
  }
}
