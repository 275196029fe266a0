// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import java.util.List;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;

/** Holds some things about whoever it is asked for. */
final class FakeHolder implements PersonalDataHolder {
  private final String name;
  private int things;
  boolean stuck;
  int asked;

  FakeHolder(String name, int things) {
    this.name = name;
    this.things = things;
  }

  @Override
  public String holder() {
    return name;
  }

  @Override
  public int erase(PersonId person) {
    asked++;
    if (stuck) {
      return 0;
    }
    int dropped = things;
    things = 0;
    return dropped;
  }

  @Override
  public boolean holds(PersonId person) {
    return things > 0;
  }

  @Override
  public List<Item> copy(PersonId person) {
    return List.of();
  }
}
