// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;

/**
 * What the rights hold of one person: their code, the passes that they gave, their groups, where
 * they are, and the wrong numbers entered for them. Thread-safe.
 */
@Component(service = PersonalDataHolder.class)
public final class Belongings implements PersonalDataHolder {
  private final RightsHouse house;
  private final ObjectMapper json = new ObjectMapper();

  /** Works on what the house knows. */
  @Activate
  public Belongings(@Reference RightsHouse house) {
    this.house = house;
  }

  @Override
  public String holder() {
    return "rights";
  }

  @Override
  public int erase(PersonId person) throws VestibuleException {
    return house.scribe.call(() -> Leaving.of(house, PassOffice.hash(house), person));
  }

  @Override
  public boolean holds(PersonId person) {
    return house.codes.has(person)
        || !house.groups.of(person).isEmpty()
        || !house.whereabouts.of(person).isEmpty()
        || house.lockouts.knows(person)
        || !Leaving.passes(house, person).isEmpty();
  }

  @Override
  public List<Item> copy(PersonId person) throws VestibuleException {
    PassOffice.hash(house);
    if (!holds(person)) {
      return List.of();
    }
    ObjectNode all = json.createObjectNode();
    all.put("hasCode", house.codes.has(person));
    ArrayNode groups = all.putArray("groups");
    house.groups.of(person).forEach(groups::add);
    ArrayNode passes = all.putArray("passes");
    for (PassBook.Counted each : Leaving.passes(house, person)) {
      passes
          .addObject()
          .put("id", each.pass().id())
          .put("label", each.pass().label())
          .put("doors", String.join(",", each.pass().doors()))
          .put("from", Instant.ofEpochMilli(each.pass().from()).toString())
          .put("until", Instant.ofEpochMilli(each.pass().until()).toString())
          .put("uses", each.pass().uses())
          .put("used", each.used())
          .put("revoked", each.pass().revoked());
    }
    ObjectNode places = all.putObject("zones");
    house
        .whereabouts
        .of(person)
        .forEach(
            (zone, place) ->
                places
                    .putObject(zone)
                    .put("inside", place.inside())
                    .put("since", place.since().toString()));
    return List.of(new Item("rights.json", "application/json", bytes(all)));
  }

  private byte[] bytes(ObjectNode all) {
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts is always JSON", e);
    }
  }
}
