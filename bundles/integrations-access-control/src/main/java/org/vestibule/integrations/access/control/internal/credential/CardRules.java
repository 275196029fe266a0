// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.util.Optional;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormat;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

/** Says which card may be given; what it refuses is named without the card's number. Immutable. */
final class CardRules {
  private final CardSurroundings surroundings;
  private final CardFormats formats;
  private final CardsSettings settings;

  CardRules(CardSurroundings surroundings, CardFormats formats, CardsSettings settings) {
    this.surroundings = surroundings;
    this.formats = formats;
    this.settings = settings;
  }

  /**
   * Refuses a card that cannot be given.
   *
   * @throws VestibuleException {@code unknown-person}, {@code card-invalid}, {@code panel-invalid}
   */
  void check(Assignment wanted) throws VestibuleException {
    checkPanel(wanted.panel());
    String format = wanted.card().format();
    CardFormat known = formats.find(format).orElseThrow(() -> unknownFormat(format));
    known.check(wanted.card());
    if (!settings.reads(wanted.panel(), format)) {
      throw new VestibuleException(
          "card-invalid",
          "format of a card for panel " + wanted.panel(),
          format,
          String.join(", ", settings.formats().get(wanted.panel())),
          "Name another panel, or add the format to formats of " + CardsConfig.PID + ".");
    }
    if (!surroundings.knows(wanted.person())) {
      throw new VestibuleException(
          "unknown-person",
          "person " + wanted.person(),
          "nobody who may come in",
          "somebody who is enrolled and not suspended",
          "Enrol them first, or correct the id.");
    }
  }

  private void checkPanel(String panel) throws VestibuleException {
    try {
      Identifier.require("panel", panel);
    } catch (IllegalArgumentException e) {
      throw panelInvalid("a name of another form", "1 to 63 of a-z, 0-9 and '-'");
    }
    boolean known =
        panel.equals(Credentials.ANY_PANEL)
            || settings.panels().isEmpty()
            || settings.panels().containsValue(panel);
    if (!known) {
      throw panelInvalid(
          "'" + panel + "'", "any, " + String.join(", ", settings.panels().values()));
    }
  }

  /** Refuses a card that somebody else has. */
  static void checkFree(Assignment wanted, Optional<PersonId> owner) throws VestibuleException {
    if (owner.isPresent()) {
      throw new VestibuleException(
          "card-taken",
          "card of person " + wanted.person() + " for panel " + wanted.panel(),
          "it is the card of " + owner.get(),
          "a card that nobody else has at that panel",
          "Take it from them first, or give another one.");
    }
  }

  private static VestibuleException panelInvalid(String found, String allowed) {
    return new VestibuleException(
        "panel-invalid",
        "panel of a card",
        found,
        allowed,
        "Correct it, or name the panel of a door in panels of " + CardsConfig.PID + ".");
  }

  private static VestibuleException unknownFormat(String format) {
    return new VestibuleException(
        "card-invalid",
        "format of a card",
        format.length() > 63 ? "a long name" : "'" + format + "'",
        "h10301, h10304, corporate-1000-35, corporate-1000-48, raw-1 to raw-63, or one that is"
            + " described",
        "Correct it, or describe it by a configuration org.vestibule.cardformat.");
  }
}
