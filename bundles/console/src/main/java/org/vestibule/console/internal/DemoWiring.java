// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorController;

/**
 * Adds and removes the configurations of the demonstration as a person does it in the settings, and
 * the file with the token that its station makes.
 */
final class DemoWiring {
  private final SettingForms forms;
  private final SettingDesk desk;
  private final House house;
  private final Path token;

  DemoWiring(SettingForms forms, SettingDesk desk, House house, Path data) {
    this.forms = forms;
    this.desk = desk;
    this.house = house;
    token = data.resolve("demo-data").resolve("station.token").toAbsolutePath();
  }

  /** Returns where the station's token lies, once it was made. */
  Path token() {
    return token;
  }

  /** Removes the token, unless the station of somebody else has it by now. */
  void forgetToken(List<String> left) throws Problem {
    for (String id : left) {
      if (desk.cabinet.one(id).filter(this::uses).isPresent()) {
        return;
      }
    }
    try {
      Files.deleteIfExists(token);
      Files.deleteIfExists(token.getParent());
    } catch (IOException e) {
      throw new Problem(
          503,
          "storage-failed",
          "token of the demonstration's station",
          "it cannot be removed",
          "a disk that can be written",
          "Look at Health and remove the demonstration data again.",
          e);
    }
  }

  private boolean uses(Cabinet.Kept kept) {
    return token.toString().equals(kept.values().get("tokenFile"));
  }

  /** Returns the first of these, or of what they configure, that there is, whoever made it. */
  Optional<String> any(List<String> ids) throws VestibuleException {
    for (String id : ids) {
      if (desk.cabinet.one(id).isPresent()) {
        return Optional.of(id);
      }
    }
    return running();
  }

  /** Returns those of these that are as they were to be made: nobody else writes them like that. */
  List<String> made(List<String> ids) throws VestibuleException {
    List<Map<String, String>> plans = List.of(DemoHouse.door(), DemoHouse.station(token));
    List<String> made = new ArrayList<>();
    for (String id : ids) {
      if (desk.cabinet.one(id).map(Cabinet.Kept::values).filter(plans::contains).isPresent()) {
        made.add(id);
      }
    }
    return made;
  }

  /** What runs under one of the ids, under whatever name somebody configured it. */
  private Optional<String> running() {
    DoorController doors = house.doors;
    Stream<String> ids =
        Stream.concat(
            house.stations.stream().map(station -> station.info().id().value()),
            doors == null ? Stream.of() : doors.doors().stream().map(door -> door.id().value()));
    return ids.filter(id -> id.equals(DemoHouse.DOOR) || id.equals(DemoHouse.STATION)).findFirst();
  }

  /**
   * Adds one.
   *
   * @throws VestibuleException what the settings refuse, or {@code demo-data-not-taken} when its
   *     part does not work with it
   */
  void add(Request request, String id, Map<String, String> values) throws VestibuleException {
    SettingForm form = form(id);
    Cabinet.Kept none = new Cabinet.Kept(id, form.pid(), Map.of());
    Map<String, Object> answer =
        desk.change(request, new SettingDesk.Wish(form, none, "made", values, null, 0));
    if (!Boolean.TRUE.equals(answer.get("taken"))) {
      throw new Problem(
          422,
          "demo-data-not-taken",
          id,
          String.valueOf(answer.get("sentence")),
          "a part that works with it",
          "Nothing was kept. See Health, and try again.");
    }
  }

  /**
   * Removes one, if it is there and nobody made it theirs, whether its part runs or not.
   *
   * @return whether it is gone
   */
  boolean remove(Request request, String id) throws VestibuleException {
    Optional<Cabinet.Kept> kept = desk.cabinet.one(id);
    if (kept.isEmpty()) {
      return true;
    }
    if (!DemoHouse.owns(kept.get().values())) {
      return false;
    }
    Optional<SettingForm> form = forms.find(kept.get().pid());
    if (form.isPresent()) {
      desk.change(
          request, new SettingDesk.Wish(form.get(), kept.get(), "removed", Map.of(), null, 0));
    } else {
      desk.removeUnheard(request, kept.get());
    }
    return true;
  }

  private SettingForm form(String id) throws Problem {
    String pid = id.substring(0, id.indexOf('~'));
    return forms.find(pid).orElseThrow(() -> House.missing("the part of " + pid));
  }
}
