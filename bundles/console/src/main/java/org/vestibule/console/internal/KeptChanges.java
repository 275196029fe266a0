// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;

/**
 * The people in the history of settings: a rule or a phone may name somebody, and what it was
 * before is kept. Such values go with the person (GDPR Art. 17); that something was changed stays.
 * A history that could not be read goes as a whole when it has their id.
 */
@Component(service = PersonalDataHolder.class)
public class KeptChanges implements PersonalDataHolder {
  private final SettingHistory history;

  @Activate
  public KeptChanges() {
    this(new SettingHistory(ApiServlet.dataFolder()));
  }

  KeptChanges(SettingHistory history) {
    this.history = history;
  }

  @Override
  public String holder() {
    return "settings-history";
  }

  @Override
  public int erase(PersonId person) throws VestibuleException {
    try {
      return history.replace(change -> change.without(person))
          + history.dropUnreadable(text -> mention(person).inText(text));
    } catch (IOException e) {
      throw new VestibuleException(
          "storage-failed",
          "history of settings",
          "it could not be written",
          "a disk that can be written",
          "Look at Health; the erasure is tried again.",
          e);
    }
  }

  @Override
  public boolean holds(PersonId person) {
    return history.newest().stream().anyMatch(change -> change.names(person));
  }

  private static Mention mention(PersonId person) {
    return new Mention(person, Optional.empty(), false);
  }

  @Override
  public List<Item> copy(PersonId person) {
    List<Map<String, Object>> lines =
        history.newest().stream()
            .filter(change -> change.names(person))
            .map(SettingChange::plain)
            .toList();
    return lines.isEmpty()
        ? List.of()
        : List.of(new Item("settings/history.json", "application/json", Json.write(lines)));
  }
}
