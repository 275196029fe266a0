// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;

/**
 * The names in the deltas that the console keeps for pages that were away, and in the answers that
 * it keeps for whoever asks twice: they go with the person (GDPR Art. 17), and every open page
 * takes a new snapshot. Thread-safe.
 */
@Component(service = PersonalDataHolder.class)
public class KeptNames implements PersonalDataHolder {
  private final Deltas deltas;
  private final KeptAnswers answers;
  private final HealthWatch watch;
  private final House house;

  @Activate
  public KeptNames(
      @Reference Deltas deltas,
      @Reference KeptAnswers answers,
      @Reference HealthWatch watch,
      @Reference House house) {
    this.deltas = deltas;
    this.answers = answers;
    this.watch = watch;
    this.house = house;
  }

  @Override
  public String holder() {
    return "console";
  }

  /** When the directory has dropped the name already, all names go: none can be told from it. */
  @Override
  public int erase(PersonId person) {
    Mention mention = mention(person, true);
    return deltas.forget(mention) + answers.forget(mention::inText) + watch.forget(mention::inText);
  }

  @Override
  public boolean holds(PersonId person) {
    Mention mention = mention(person, false);
    return deltas.holds(mention) || answers.holds(mention::inText);
  }

  /** What is here are passages of visits, and those are copied where they are kept. */
  @Override
  public List<Item> copy(PersonId person) {
    return List.of();
  }

  private Mention mention(PersonId person, boolean anyName) {
    PeopleDirectory people = house.people;
    Optional<Person> known = people == null ? Optional.empty() : people.person(person);
    return new Mention(person, known.map(Person::name), anyName);
  }
}
