// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.StationId;

/**
 * A grant as text, in tokens and on the shelf: {@code manager}, {@code resident:door:front-door},
 * {@code operations:station:yard:station:garage}. What is not understood grants nothing, rather
 * than everything: a scope with a mistake in it never becomes the whole building.
 */
final class GrantText {
  private GrantText() {}

  static Set<Grant> read(Collection<String> texts) {
    return texts.stream()
        .filter(Objects::nonNull)
        .map(GrantText::read)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  static Optional<Grant> read(String text) {
    String[] parts = text.split(":", -1);
    Set<DoorId> doors = new HashSet<>();
    Set<StationId> stations = new HashSet<>();
    try {
      for (int i = 1; i < parts.length; i += 2) {
        if (i + 1 == parts.length) {
          return Optional.empty();
        }
        switch (parts[i]) {
          case "door" -> doors.add(new DoorId(parts[i + 1]));
          case "station" -> stations.add(new StationId(parts[i + 1]));
          default -> {
            return Optional.empty();
          }
        }
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Role.of(parts[0]).map(role -> new Grant(role, doors, stations));
  }

  static String write(Grant grant) {
    StringBuilder text = new StringBuilder(grant.role().label());
    grant.doors().stream()
        .map(DoorId::value)
        .sorted()
        .forEach(d -> text.append(":door:").append(d));
    grant.stations().stream()
        .map(StationId::value)
        .sorted()
        .forEach(station -> text.append(":station:").append(station));
    return text.toString();
  }

  /** Returns them sorted and in one line, for the audit. */
  static String line(Collection<Grant> grants) {
    return grants.stream().map(GrantText::write).sorted().collect(Collectors.joining(" "));
  }
}
